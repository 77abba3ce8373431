import { cancelEntityImport, getEntityImport } from "@/lib/entities/import-entities";
import { entityImportSchema } from "@/lib/entities/import-resource";
import { defineRoute } from "@/lib/http/define-route";
import { dataOf, idParams } from "../../../route-parts";

export const GET = defineRoute({
  scope: "read",
  params: idParams,
  response: dataOf(entityImportSchema),
  handler: async ({ actor, params, db }) => ({ data: await getEntityImport(db, actor.organizationId, params.id) }),
});

/** Cancels it; what was written stays. */
export const DELETE = defineRoute({
  scope: "manage",
  params: idParams,
  status: 200,
  response: dataOf(entityImportSchema),
  handler: async ({ actor, params, db }) => ({ data: await cancelEntityImport(db, actor.organizationId, params.id) }),
});
