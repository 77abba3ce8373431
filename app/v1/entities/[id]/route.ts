import { changeEntity } from "@/lib/entities/change-entity";
import { deleteEntity } from "@/lib/entities/delete-entity";
import { entityChangeSchema } from "@/lib/entities/entity-input";
import { entityResourceSchema } from "@/lib/entities/entity-resource";
import { getEntity } from "@/lib/entities/get-entity";
import { defineRoute } from "@/lib/http/define-route";
import { callerOf, dataOf, idParams } from "../../route-parts";

export const GET = defineRoute({
  scope: "read",
  params: idParams,
  response: dataOf(entityResourceSchema),
  handler: async ({ actor, params, db }) => ({ data: await getEntity(db, actor.organizationId, params.id) }),
});

/** Merges traits one level deep; null takes one away. */
export const PATCH = defineRoute({
  scope: "manage",
  params: idParams,
  body: entityChangeSchema,
  response: dataOf(entityResourceSchema),
  handler: async ({ actor, params, body, db }) => ({ data: await changeEntity(db, callerOf(actor), params.id, body.traits) }),
});

export const DELETE = defineRoute({
  scope: "manage",
  params: idParams,
  handler: ({ actor, params, db }) => deleteEntity(db, callerOf(actor), params.id),
});
