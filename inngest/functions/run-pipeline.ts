import { defineFunction } from "@/lib/durable/contract";
import type { createFailRun, ExecuteRun } from "@/lib/runs/execute-run";
import type { RunKey } from "@/lib/runs/load-run";

export const runRequested = "pipeline/run.requested";

export function runPipelineFunction(executeRun: ExecuteRun, failRun: ReturnType<typeof createFailRun>) {
  return defineFunction<RunKey>({
    id: "run-pipeline",
    trigger: runRequested,
    retries: 8,
    handler: ({ data, step }) => executeRun(data, step),
    onFailure: ({ data, error }) => failRun(data, error.message),
  });
}
