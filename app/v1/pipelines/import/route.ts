import { z } from "zod";
import { defineRoute } from "@/lib/http/define-route";
import { parseDefinitionText } from "@/lib/pipelines/definition-text";
import { importPipeline } from "@/lib/pipelines/import-pipeline";
import { pipelineDetailSchema } from "@/lib/pipelines/pipeline-resource";
import { callerOf, dataOf, jsonObject, portsOf } from "../../route-parts";

/** `definition` as JSON, or as `text` in JSON or YAML. */
const body = z
  .strictObject({ definition: jsonObject.optional(), text: z.string().max(1_000_000).optional(), deploy: z.boolean().default(false), activate: z.boolean().default(false) })
  .refine(({ definition, text }) => (definition === undefined) !== (text === undefined), { path: ["definition"], message: "expected either definition or text" });

export const POST = defineRoute({
  scope: "manage",
  body,
  response: dataOf(pipelineDetailSchema),
  handler: async ({ actor, body: { definition, text, deploy, activate }, db }) => ({
    data: await importPipeline(db, callerOf(actor), { definition: definition ?? parseDefinitionText(text ?? ""), deploy, activate }, portsOf(db)),
  }),
});
