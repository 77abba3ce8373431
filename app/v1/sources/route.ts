import { z } from "zod";
import { defineRoute } from "@/lib/http/define-route";
import { pageQuery, pageSchema } from "@/lib/http/paging";
import { createSource } from "@/lib/sources/create-source";
import { describeSource, describeSources } from "@/lib/sources/describe-sources";
import { listSources } from "@/lib/sources/list-sources";
import { newSourceSchema } from "@/lib/sources/source-input";
import { webhookUrl } from "@/lib/sources/read-source-address";
import { sourceResourceSchema, webhookAccessSchema } from "@/lib/sources/source-resource";
import { callerOf, dataOf } from "../route-parts";

export const GET = defineRoute({
  scope: "read",
  query: z.strictObject(pageQuery),
  response: pageSchema(sourceResourceSchema),
  handler: async ({ actor, query, db }) => {
    const { data, next } = await listSources(actor.organizationId, query, db);
    return { data: await describeSources(db, actor.organizationId, data), next };
  },
});

/** The answer for a webhook source holds `webhook`, its address and its secret, the only time the secret is shown. */
export const POST = defineRoute({
  scope: "manage",
  status: 201,
  body: newSourceSchema,
  response: dataOf(sourceResourceSchema.extend({ webhook: webhookAccessSchema.optional() })),
  handler: async ({ actor, body, origin, db }) => {
    const { row, secrets } = await createSource(callerOf(actor), body, db);
    const source = await describeSource(db, actor.organizationId, row);
    return { data: { ...source, ...(secrets && { webhook: { url: webhookUrl(origin, secrets.token), secret: secrets.secret } }) } };
  },
});
