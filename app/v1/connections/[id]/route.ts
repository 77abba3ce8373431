import { z } from "zod";
import { connectionResourceSchema } from "@/lib/connections/connection-resource";
import { deleteConnection, disconnect, revocationSchema } from "@/lib/connections/delete-connection";
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

/** 204. With `?revoke=true` the vendor is told as well, and 200 says what it answered. */
export const DELETE = defineRoute({
  scope: "manage",
  params: idParams,
  query: z.strictObject({ revoke: z.enum(["true", "false"]).optional() }),
  response: dataOf(revocationSchema).optional(),
  handler: async ({ actor, params, query, db }) => {
    if (query.revoke === "true") return { data: await disconnect(db, callerOf(actor), params.id, portsOf(db)) };
    await deleteConnection(db, callerOf(actor), params.id);
    return undefined;
  },
});
