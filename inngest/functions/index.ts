import type { DurableFunction } from "@/lib/durable/contract";
import type { Deliver } from "@/lib/deliveries/deliver";
import type { createFailRun, ExecuteRun } from "@/lib/runs/execute-run";
import { deliverToSlackFunction } from "./deliver-to-slack";
import { deliverToWebhookFunction } from "./deliver-to-webhook";
import { runPipelineFunction } from "./run-pipeline";

export type FunctionDependencies = {
  executeRun: ExecuteRun;
  failRun: ReturnType<typeof createFailRun>;
  deliver: Deliver;
};

/** Every durable function of the product, for whichever engine runs them. */
export function createFunctions({ executeRun, failRun, deliver }: FunctionDependencies): DurableFunction[] {
  return [runPipelineFunction(executeRun, failRun), deliverToSlackFunction(deliver), deliverToWebhookFunction(deliver)];
}
