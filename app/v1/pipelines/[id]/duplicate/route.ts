import { defineRoute } from "@/lib/http/define-route";
import { duplicatePipeline } from "@/lib/pipelines/duplicate-pipeline";
import { pipelineDetailSchema } from "@/lib/pipelines/pipeline-resource";
import { callerOf, dataOf, idParams } from "../../../route-parts";

export const POST = defineRoute({
  scope: "manage",
  status: 201,
  params: idParams,
  response: dataOf(pipelineDetailSchema),
  handler: async ({ actor, params, db }) => ({ data: await duplicatePipeline(db, callerOf(actor), params.id) }),
});
