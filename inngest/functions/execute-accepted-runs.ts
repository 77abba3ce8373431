import { defineFunction } from "@/lib/durable/contract";
import { createExecuteAcceptedRuns, type AcceptedRun, type AcceptedRunsData } from "@/lib/runs/execute-accepted-runs";
import type { ExecuteRun } from "@/lib/runs/execute-run";
import type { RunWriter } from "@/lib/runs/finish-run";
import { acceptedRunsTrigger } from "@/lib/runs/run-trigger";

/** Only the embedded engine starts it, for runs that it begins in the process that accepted them. */
export function executeAcceptedRunsFunction(executeRun: ExecuteRun, endJob: RunWriter["endJob"]) {
  const executeAcceptedRuns = createExecuteAcceptedRuns(executeRun, endJob);
  return defineFunction<AcceptedRunsData>({
    id: "execute-accepted-runs",
    trigger: acceptedRunsTrigger,
    // It only hands on what does not go smoothly, which fails with the database alone.
    retries: 20,
    handler: ({ data, step, handover, ticket }) => executeAcceptedRuns(data, step, handover as AcceptedRun[] | undefined, ticket),
  });
}
