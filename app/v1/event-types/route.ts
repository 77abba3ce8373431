import { z } from "zod";
import { eventTypeResourceSchema } from "@/lib/event-types/event-type-resource";
import { listEventTypes } from "@/lib/event-types/list-event-types";
import { defineRoute } from "@/lib/http/define-route";
import { dataOf } from "../route-parts";

export const GET = defineRoute({
  scope: "read",
  query: z.strictObject({
    /** Text in the type's name, in any case. */
    q: z.string().max(200).default(""),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  response: dataOf(z.array(eventTypeResourceSchema)),
  handler: async ({ actor, query, db }) => ({ data: await listEventTypes(db, actor.organizationId, { text: query.q, limit: query.limit }) }),
});
