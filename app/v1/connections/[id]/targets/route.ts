import { z } from "zod";
import { connectionTargetsSchema, listConnectionTargets } from "@/lib/connections/list-connection-targets";
import { defineRoute } from "@/lib/http/define-route";
import { idParams, portsOf } from "../../../route-parts";

/** Up to a minute old; `?refresh=true` asks the vendor. */
export const GET = defineRoute({
  scope: "read",
  params: idParams,
  query: z.strictObject({ refresh: z.enum(["true", "false"]).optional() }),
  response: connectionTargetsSchema,
  handler: ({ actor, params, query, db }) => listConnectionTargets(db, actor.organizationId, params.id, portsOf(db), { isFresh: query.refresh === "true" }),
});
