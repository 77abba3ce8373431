import { z } from "zod";
import type { Database } from "@/lib/db";
import { deliveryFilterOf, deliveryQuery } from "@/lib/events/delivery-query";
import { getEvent } from "@/lib/events/get-event";
import { getRun } from "@/lib/events/get-run";
import { getDelivery, listDeliveries } from "@/lib/events/list-deliveries";
import { listEvents } from "@/lib/events/list-events";
import { invalidRequest, problemsOf } from "@/lib/http/invalid-request";
import type { McpTool } from "./mcp-server";

const limit = z.number().int().min(1).max(50).default(20);
const byId = (what: string) => z.strictObject({ id: z.string().max(64).describe(`The id of ${what}.`) });

/** Did it arrive, and if not, why: for a key with the scope `read`. */
export function lookupTools(organizationId: string, db: Database): McpTool[] {
  return [
    tool("list_events", "The newest events, with how their runs ended. Text is looked for in the payload.", z.strictObject({ type: z.string().max(200).optional(), q: z.string().min(1).max(200).optional(), limit }), ({ type, q, limit: most }) =>
      listEvents(db, organizationId, { type, text: q }, { limit: most }),
    ),
    tool("get_event", "One event: its payload, each pipeline's run with every step, and each delivery with its attempts.", byId("an event, evt_…"), ({ id }) => getEvent(db, organizationId, id)),
    tool("get_run", "One run of a pipeline with its steps and deliveries.", byId("a run, run_…"), ({ id }) => getRun(db, organizationId, id)),
    tool(
      "list_deliveries",
      "The newest deliveries, by status: dead ones failed for good, held ones wait for their destination to be mended, retrying ones are tried again.",
      z.strictObject({ status: deliveryQuery.status, pipeline: deliveryQuery.pipeline, limit }),
      async ({ limit: most, ...query }) => {
        const filter = await deliveryFilterOf(db, organizationId, query);
        return filter === null ? { data: [], next: null } : listDeliveries(db, organizationId, filter, { limit: most });
      },
    ),
    tool("get_delivery", "One delivery with the request and the response of every attempt, and what went wrong.", byId("a delivery, dlv_…"), ({ id }) => getDelivery(db, organizationId, id)),
  ];
}

function tool<Input>(name: string, description: string, schema: z.ZodType<Input>, call: (input: Input) => Promise<object>): McpTool {
  return {
    name,
    description,
    inputSchema: { ...(z.toJSONSchema(schema, { io: "input" }) as { [keyword: string]: unknown }), type: "object" },
    annotations: { readOnlyHint: true },
    call(input) {
      const parsed = schema.safeParse(input);
      if (!parsed.success) throw invalidRequest(problemsOf(parsed.error));
      return call(parsed.data);
    },
  };
}
