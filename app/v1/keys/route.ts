import { z } from "zod";
import { createApiKey } from "@/lib/api-keys/create-api-key";
import { describeKey, describeKeys } from "@/lib/api-keys/describe-keys";
import { keyResourceSchema } from "@/lib/api-keys/key-resource";
import { listApiKeys } from "@/lib/api-keys/list-api-keys";
import { scopes } from "@/lib/api-keys/scopes";
import { UserError } from "@/lib/errors";
import { actorName } from "@/lib/http/authenticate";
import { defineRoute } from "@/lib/http/define-route";
import { pageQuery, pageSchema } from "@/lib/http/paging";
import { rateLimitSchema } from "@/lib/ingest/rate-limit";
import { dataOf } from "../route-parts";

export const GET = defineRoute({
  scope: "read",
  query: z.strictObject(pageQuery),
  response: pageSchema(keyResourceSchema),
  handler: async ({ actor, query, db }) => {
    const { data, next } = await listApiKeys(actor.organizationId, query, db);
    return { data: await describeKeys(db, actor.organizationId, data), next };
  },
});

/** The answer holds `key`, the only time it is shown. A key can't make one that may do more than itself. */
export const POST = defineRoute({
  scope: "manage",
  status: 201,
  body: z.strictObject({
    name: z.string().min(1).max(120),
    scopes: z.array(z.enum(scopes)).min(1),
    source: z.string().max(64).optional(),
    expires_at: z.iso.datetime({ offset: true }).optional(),
    rate_limit: rateLimitSchema.nullable().optional(),
  }),
  response: dataOf(keyResourceSchema.extend({ key: z.string() })),
  handler: async ({ actor, body, db }) => {
    const beyond = body.scopes.filter((scope) => !actor.scopes.includes(scope));
    if (beyond.length > 0) throw new UserError("forbidden", `scopes: this key lacks ${beyond.join(", ")} itself`);
    const { key, row } = await createApiKey(
      actor.organizationId,
      {
        name: body.name,
        scopes: body.scopes,
        ...(body.source ? { source: body.source } : {}),
        ...(body.expires_at ? { expiresAt: new Date(body.expires_at) } : {}),
        ...(body.rate_limit && { rateLimit: body.rate_limit }),
        createdBy: actorName(actor),
      },
      db,
    );
    return { data: { ...(await describeKey(db, actor.organizationId, row)), key } };
  },
});
