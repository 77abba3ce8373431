import type { DurableFunction } from "@/lib/durable/contract";
import type { Deliver } from "@/lib/deliveries/deliver";
import type { ReviveDelivery } from "@/lib/deliveries/revive-delivery";
import type { createFailReplay, ReplayBatch } from "@/lib/deliveries/replay-deliveries";
import type { createFailRun, ExecuteRun } from "@/lib/runs/execute-run";
import { destinationKinds } from "@/lib/destinations/catalog";
import { deliverFunction } from "./deliver";
import { replayDeliveriesFunction } from "./replay-deliveries";
import { runPipelineFunction } from "./run-pipeline";

export type FunctionDependencies = {
  executeRun: ExecuteRun;
  failRun: ReturnType<typeof createFailRun>;
  deliver: Deliver;
  reviveDelivery: ReviveDelivery;
  replayBatch: ReplayBatch;
  failReplay: ReturnType<typeof createFailReplay>;
};

/** Every durable function of the product, for whichever engine runs them. */
export function createFunctions({ executeRun, failRun, deliver, reviveDelivery, replayBatch, failReplay }: FunctionDependencies): DurableFunction[] {
  return [
    runPipelineFunction(executeRun, failRun),
    ...destinationKinds.map((kind) => deliverFunction(kind, deliver, reviveDelivery)),
    replayDeliveriesFunction(replayBatch, failReplay),
  ];
}
