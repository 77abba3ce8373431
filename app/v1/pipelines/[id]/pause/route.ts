import { defineRoute } from "@/lib/http/define-route";
import { pausePipeline } from "@/lib/pipelines/change-status";
import { pipelineDetailSchema } from "@/lib/pipelines/pipeline-resource";
import { callerOf, dataOf, idParams } from "../../../route-parts";

export const POST = defineRoute({
  scope: "manage",
  params: idParams,
  response: dataOf(pipelineDetailSchema),
  handler: async ({ actor, params, db }) => ({ data: await pausePipeline(db, callerOf(actor), params.id) }),
});
