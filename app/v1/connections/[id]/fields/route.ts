import { z } from "zod";
import { connectionFieldsSchema, listConnectionFields } from "@/lib/connections/list-connection-fields";
import { defineRoute } from "@/lib/http/define-route";
import { idParams, portsOf } from "../../../route-parts";

/** `target` is JSON, as a destination holds it: `{"table":"public.events"}`. */
export const GET = defineRoute({
  scope: "read",
  params: idParams,
  query: z.strictObject({ target: z.string().min(2).max(4000) }),
  response: connectionFieldsSchema,
  handler: ({ actor, params, query, db }) => listConnectionFields(db, actor.organizationId, params.id, query.target, portsOf(db)),
});
