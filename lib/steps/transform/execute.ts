import { jsonTemplateOf, renderJson } from "@/lib/pipeline/template-json";
import type { StepExecutor } from "../contract";
import type { transform } from "./definition";

export const executeTransform: StepExecutor<typeof transform> = ({ config, context, nowMs }) => ({
  kind: "continue",
  patch: { values: { output: renderJson(jsonTemplateOf(config.template), context, { now: nowMs }) } },
});
