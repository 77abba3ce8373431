import { defineRoute } from "@/lib/http/define-route";
import { deleteSchema } from "@/lib/schemas/delete-schema";
import { getSchema } from "@/lib/schemas/read-schemas";
import { saveSchema } from "@/lib/schemas/save-schema";
import { schemaInputSchema } from "@/lib/schemas/schema-input";
import { schemaResourceSchema } from "@/lib/schemas/schema-resource";
import { callerOf, dataOf, typeParams } from "../../route-parts";

export const GET = defineRoute({
  scope: "read",
  params: typeParams,
  response: dataOf(schemaResourceSchema),
  handler: async ({ actor, params, db }) => ({ data: await getSchema(actor.organizationId, params.type, db) }),
});

/** A new version. */
export const PUT = defineRoute({
  scope: "manage",
  params: typeParams,
  body: schemaInputSchema,
  response: dataOf(schemaResourceSchema),
  handler: async ({ actor, params, body, db }) => ({ data: await saveSchema(callerOf(actor), body, db, params.type) }),
});

export const DELETE = defineRoute({
  scope: "manage",
  params: typeParams,
  handler: ({ actor, params, db }) => deleteSchema(callerOf(actor), params.type, db),
});
