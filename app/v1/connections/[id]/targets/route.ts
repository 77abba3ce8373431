import { connectionTargetsSchema, listConnectionTargets } from "@/lib/connections/list-connection-targets";
import { defineRoute } from "@/lib/http/define-route";
import { idParams, portsOf } from "../../../route-parts";

export const GET = defineRoute({
  scope: "read",
  params: idParams,
  response: connectionTargetsSchema,
  handler: ({ actor, params, db }) => listConnectionTargets(db, actor.organizationId, params.id, portsOf(db)),
});
