import { z } from "zod";
import { apiClient, hasId, listOf, oneOf, query, segment } from "../api-client";
import { printResult, printRows, type Command } from "../command";

const rejectionSchema = hasId.extend({ reason: z.string(), type: z.string().nullable(), message: z.string() });
const acceptedSchema = z.looseObject({ event_id: z.string(), duplicate: z.boolean() });
const retriedSchema = z.looseObject({ accepted: z.number(), refused: z.number(), has_more: z.boolean() });

export const rejectionCommands: Command[] = [
  {
    name: "rejection list",
    positionals: [],
    options: {
      reason: { type: "string", help: "malformed, too_large, schema_violation, rate_limited or source_paused." },
      type: { type: "string", help: "Of this event type." },
    },
    summary: "List what was refused at the gate, the newest first.",
    async run(input) {
      const { args } = input;
      const { data } = await apiClient(input.io).call(listOf(rejectionSchema), "GET", `/v1/rejections${query({ limit: "50", reason: args.text("reason"), type: args.text("type") })}`);
      printRows(input, data, data.map(({ id, reason, type, message }) => [id, reason, type, message]));
    },
  },
  {
    name: "rejection accept",
    positionals: [{ name: "rejection" }],
    options: {},
    summary: "Make an event of what a schema refused, whatever it says.",
    async run(input) {
      const { data } = await apiClient(input.io).call(oneOf(acceptedSchema), "POST", `/v1/rejections/${segment(input.args.at(0))}/accept`);
      printResult(input, { value: data, text: data.event_id, note: data.duplicate ? "it was accepted already" : "accepted" });
    },
  },
  {
    name: "rejection retry",
    positionals: [{ name: "type" }],
    options: {},
    summary: "Judge again what the schema of a type refused, after it was mended.",
    async run(input) {
      const { data } = await apiClient(input.io).call(oneOf(retriedSchema), "POST", "/v1/rejections/retry", { type: input.args.at(0) });
      printResult(input, { value: data, text: String(data.accepted), note: `${data.accepted} accepted, ${data.refused} still refused${data.has_more ? "; there are more" : ""}` });
    },
  },
];
