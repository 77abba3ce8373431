import { z } from "zod";
import { defineRoute } from "@/lib/http/define-route";
import { pageQuery, pageSchema } from "@/lib/http/paging";
import { createPipeline } from "@/lib/pipelines/create-pipeline";
import { listPipelines } from "@/lib/pipelines/list-pipelines";
import { pipelineDetailSchema, pipelineListItemSchema } from "@/lib/pipelines/pipeline-resource";
import { callerOf, dataOf, jsonObject } from "../route-parts";

export const GET = defineRoute({
  scope: "read",
  query: z.strictObject({ ...pageQuery, status: z.enum(["draft", "active", "paused", "archived"]).optional() }),
  response: pageSchema(pipelineListItemSchema),
  handler: ({ actor, query, db }) => listPipelines(db, actor.organizationId, query),
});

export const POST = defineRoute({
  scope: "manage",
  status: 201,
  body: z.strictObject({ definition: jsonObject }),
  response: dataOf(pipelineDetailSchema),
  handler: async ({ actor, body, db }) => ({ data: await createPipeline(db, callerOf(actor), body.definition) }),
});
