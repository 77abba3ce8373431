import { z } from "zod";
import { defineRoute } from "@/lib/http/define-route";
import { archivePipeline } from "@/lib/pipelines/change-status";
import { getPipeline } from "@/lib/pipelines/get-pipeline";
import { pipelineDetailSchema } from "@/lib/pipelines/pipeline-resource";
import { saveDraft } from "@/lib/pipelines/save-draft";
import { callerOf, dataOf, idParams, jsonObject } from "../../route-parts";

export const GET = defineRoute({
  scope: "read",
  params: idParams,
  response: dataOf(pipelineDetailSchema),
  handler: async ({ actor, params, db }) => ({ data: await getPipeline(db, actor.organizationId, params.id) }),
});

/** Saves the draft; `revision` is the one it was read with. */
export const PUT = defineRoute({
  scope: "manage",
  params: idParams,
  body: z.strictObject({ definition: jsonObject, revision: z.number().int().min(1) }),
  response: dataOf(pipelineDetailSchema),
  handler: async ({ actor, params, body, db }) => ({ data: await saveDraft(db, callerOf(actor), params.id, body.definition, body.revision) }),
});

/** Archives: what it did stays readable. */
export const DELETE = defineRoute({
  scope: "manage",
  params: idParams,
  handler: ({ actor, params, db }) => archivePipeline(db, callerOf(actor), params.id),
});
