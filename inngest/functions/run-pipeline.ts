import { defineFunction } from "@/lib/durable/contract";
import type { createFailRun, ExecuteRun } from "@/lib/runs/execute-run";
import type { RunKey, RunRow } from "@/lib/runs/load-run";
import { runTrigger } from "@/lib/runs/run-trigger";

export function runPipelineFunction(executeRun: ExecuteRun, failRun: ReturnType<typeof createFailRun>) {
  return defineFunction<RunKey>({
    id: "run-pipeline",
    trigger: runTrigger,
    retries: 8,
    handler: ({ data, step, handover, ticket }) => executeRun(data, step, { stored: handover as RunRow | undefined, ticket }),
    onFailure: ({ data, error }) => failRun(data, error.message),
  });
}
