import { z } from "zod";
import { defineRoute } from "@/lib/http/define-route";
import { pipelineDetailSchema } from "@/lib/pipelines/pipeline-resource";
import { restoreVersion } from "@/lib/pipelines/restore-version";
import { callerOf, dataOf, idParams } from "../../../route-parts";

/** Makes version number `version` the draft; `revision` is that of the draft it replaces. */
export const POST = defineRoute({
  scope: "manage",
  params: idParams,
  body: z.strictObject({ version: z.number().int().min(1), revision: z.number().int().min(1) }),
  response: dataOf(pipelineDetailSchema),
  handler: async ({ actor, params, body, db }) => ({ data: await restoreVersion(db, callerOf(actor), params.id, body.version, body.revision) }),
});
