import { explainCondition } from "@/lib/pipeline/condition";
import type { StepExecutor } from "../contract";
import type { filterMatch } from "./definition";

export const executeFilterMatch: StepExecutor<typeof filterMatch> = ({ config, context }) => {
  const { holds, text } = explainCondition(config.where, context);
  return holds ? { kind: "continue", patch: {} } : { kind: "drop", reason: text };
};
