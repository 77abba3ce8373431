import { connectionResourceSchema } from "@/lib/connections/connection-resource";
import { deleteConnection } from "@/lib/connections/delete-connection";
import { getConnection } from "@/lib/connections/get-connection";
import { updateConnection, updateConnectionSchema } from "@/lib/connections/update-connection";
import { defineRoute } from "@/lib/http/define-route";
import { callerOf, dataOf, idParams, portsOf } from "../../route-parts";

export const GET = defineRoute({
  scope: "read",
  params: idParams,
  response: dataOf(connectionResourceSchema),
  handler: async ({ actor, params, db }) => ({ data: await getConnection(db, actor.organizationId, params.id) }),
});

export const PUT = defineRoute({
  scope: "manage",
  params: idParams,
  body: updateConnectionSchema,
  response: dataOf(connectionResourceSchema),
  handler: async ({ actor, params, body, db }) => ({ data: await updateConnection(db, callerOf(actor), params.id, body, portsOf(db)) }),
});

export const DELETE = defineRoute({
  scope: "manage",
  params: idParams,
  handler: ({ actor, params, db }) => deleteConnection(db, callerOf(actor), params.id),
});
