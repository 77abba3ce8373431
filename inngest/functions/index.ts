import type { BatchJob } from "@/lib/durable/batch-job";
import type { DurableFunction } from "@/lib/durable/contract";
import type { Deliver } from "@/lib/deliveries/deliver";
import type { ReviveDelivery } from "@/lib/deliveries/revive-delivery";
import type { TellFailure } from "@/lib/notices/tell-failure";
import type { createFailRun, ExecuteRun } from "@/lib/runs/execute-run";
import type { RunWriter } from "@/lib/runs/finish-run";
import { destinationKinds } from "@/lib/destinations/catalog";
import { deliverFunction } from "./deliver";
import { executeAcceptedRunsFunction } from "./execute-accepted-runs";
import { inBatches } from "./in-batches";
import { runPipelineFunction } from "./run-pipeline";
import { tellFailureFunction } from "./tell-failure";

export type FunctionDependencies = {
  executeRun: ExecuteRun;
  endJob: RunWriter["endJob"];
  failRun: ReturnType<typeof createFailRun>;
  deliver: Deliver;
  reviveDelivery: ReviveDelivery;
  tellFailure: TellFailure;
  batchJobs: BatchJob[];
};

/** Every durable function of the product, for whichever engine runs them. */
export function createFunctions({ executeRun, endJob, failRun, deliver, reviveDelivery, tellFailure, batchJobs }: FunctionDependencies): DurableFunction[] {
  return [
    runPipelineFunction(executeRun, failRun),
    executeAcceptedRunsFunction(executeRun, endJob),
    ...destinationKinds.map((kind) => deliverFunction(kind, deliver, reviveDelivery)),
    tellFailureFunction(tellFailure),
    ...batchJobs.map(inBatches),
  ];
}
