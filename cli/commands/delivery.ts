import { z } from "zod";
import { apiClient, hasId, listOf, query } from "../api-client";
import { printRows, type Command } from "../command";
import { replayCommand } from "./delivery-replay";

const deliverySchema = hasId.extend({ kind: z.string(), destination_id: z.string(), status: z.string(), attempt_count: z.number(), reason: z.string().nullable() });

export const deliveryCommands: Command[] = [
  {
    name: "delivery list",
    positionals: [],
    options: {
      status: { type: "string", help: "pending, delivering, retrying, held, delivered, skipped or dead." },
      pipeline: { type: "string", help: "Id or slug." },
      kind: { type: "string", help: "slack, webhook, …" },
      limit: { type: "string", help: "How many, 200 at most; 50 unless given." },
    },
    summary: "List deliveries, newest first.",
    async run(input) {
      const { args, io } = input;
      const filter = { status: args.text("status"), pipeline: args.text("pipeline"), kind: args.text("kind"), limit: args.text("limit") };
      const { data } = await apiClient(io).call(listOf(deliverySchema), "GET", `/v1/deliveries${query(filter)}`);
      printRows(input, data, data.map((row) => [row.id, row.kind, row.destination_id, row.status, row.attempt_count, row.reason]));
    },
  },
  replayCommand,
];
