import { defineRoute } from "@/lib/http/define-route";
import { unarchivePipeline } from "@/lib/pipelines/unarchive-pipeline";
import { pipelineDetailSchema } from "@/lib/pipelines/pipeline-resource";
import { callerOf, dataOf, idParams } from "../../../route-parts";

export const POST = defineRoute({
  scope: "manage",
  params: idParams,
  response: dataOf(pipelineDetailSchema),
  handler: async ({ actor, params, db }) => ({ data: await unarchivePipeline(db, callerOf(actor), params.id) }),
});
