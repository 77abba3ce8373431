import { z } from "zod";
import { defineRoute } from "@/lib/http/define-route";
import { pageQuery, pageSchema } from "@/lib/http/paging";
import { createSource } from "@/lib/sources/create-source";
import { listSources } from "@/lib/sources/list-sources";
import { newSourceSchema } from "@/lib/sources/source-input";
import { dataOf } from "../route-parts";
import { sourceResourceSchema, toSourceResource } from "./source-resource";

export const GET = defineRoute({
  scope: "read",
  query: z.strictObject(pageQuery),
  response: pageSchema(sourceResourceSchema),
  handler: async ({ actor, query, db }) => {
    const { data, next } = await listSources(actor.organizationId, query, db);
    return { data: data.map(toSourceResource), next };
  },
});

export const POST = defineRoute({
  scope: "manage",
  status: 201,
  body: newSourceSchema,
  response: dataOf(sourceResourceSchema),
  handler: async ({ actor, body, db }) => ({ data: toSourceResource(await createSource(actor.organizationId, body, db)) }),
});
