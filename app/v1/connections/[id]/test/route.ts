import { connectionTestSchema, testConnection } from "@/lib/connections/test-connection";
import { defineRoute } from "@/lib/http/define-route";
import { dataOf, idParams, portsOf } from "../../../route-parts";

/** 200 either way: `ok` says whether the credentials work. */
export const POST = defineRoute({
  scope: "manage",
  params: idParams,
  response: dataOf(connectionTestSchema),
  handler: async ({ actor, params, db }) => ({ data: await testConnection(db, actor.organizationId, params.id, portsOf(db)) }),
});
