import { z } from "zod";
import { entityInputSchema, entityKindSchema, externalIdSchema } from "@/lib/entities/entity-input";
import { entityResourceSchema } from "@/lib/entities/entity-resource";
import { listEntities } from "@/lib/entities/list-entities";
import { upsertEntity } from "@/lib/entities/upsert-entity";
import { defineRoute } from "@/lib/http/define-route";
import { pageQuery, pageSchema } from "@/lib/http/paging";
import { callerOf, dataOf } from "../route-parts";

/** `q`: words that the external id or a trait's value begins with. `updated_after`: those written later than this time. */
export const GET = defineRoute({
  scope: "read",
  query: z.strictObject({
    ...pageQuery,
    kind: entityKindSchema.optional(),
    external_id: externalIdSchema.optional(),
    q: z.string().max(200).optional(),
    updated_after: z.iso.datetime({ offset: true }).optional(),
  }),
  response: pageSchema(entityResourceSchema),
  handler: ({ actor, query, db }) => listEntities(db, actor.organizationId, query),
});

/** 201 for a new one; 200 where it was there, its traits merged one level deep, null taking one away. */
export const POST = defineRoute({
  scope: "manage",
  body: entityInputSchema,
  response: dataOf(entityResourceSchema).extend({ created: z.boolean() }),
  statusOf: ({ created }) => (created ? 201 : 200),
  handler: async ({ actor, body, db }) => {
    const { entity, isNew } = await upsertEntity(db, callerOf(actor), body);
    return { data: entity, created: isNew };
  },
});
