import { z } from "zod";
import { defineRoute } from "@/lib/http/define-route";
import { pageQuery, pageSchema } from "@/lib/http/paging";
import { createSource } from "@/lib/sources/create-source";
import { describeSource, describeSources } from "@/lib/sources/describe-sources";
import { listSources } from "@/lib/sources/list-sources";
import { newSourceSchema } from "@/lib/sources/source-input";
import { sourceResourceSchema } from "@/lib/sources/source-resource";
import { dataOf } from "../route-parts";

export const GET = defineRoute({
  scope: "read",
  query: z.strictObject(pageQuery),
  response: pageSchema(sourceResourceSchema),
  handler: async ({ actor, query, db }) => {
    const { data, next } = await listSources(actor.organizationId, query, db);
    return { data: await describeSources(db, actor.organizationId, data), next };
  },
});

export const POST = defineRoute({
  scope: "manage",
  status: 201,
  body: newSourceSchema,
  response: dataOf(sourceResourceSchema),
  handler: async ({ actor, body, db }) => ({ data: await describeSource(db, actor.organizationId, await createSource(actor.organizationId, body, db)) }),
});
