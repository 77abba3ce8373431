import { defineRoute } from "@/lib/http/define-route";
import { deployPipeline } from "@/lib/pipelines/deploy-pipeline";
import { pipelineDetailSchema } from "@/lib/pipelines/pipeline-resource";
import { callerOf, dataOf, idParams, portsOf } from "../../../route-parts";

export const POST = defineRoute({
  scope: "manage",
  params: idParams,
  response: dataOf(pipelineDetailSchema),
  handler: async ({ actor, params, db }) => ({ data: await deployPipeline(db, callerOf(actor), params.id, portsOf(db)) }),
});
