import { advanceContext, type Rerunnable } from "./advance-context";
import { compiledStep } from "./compile-definition";
import { explainCondition } from "./condition";
import type { RunContext } from "./context";
import type { PipelineDefinition, PipelineStep } from "./definition";
import { viewContext } from "./redaction-view";
import type { RunDependencies, RunInput } from "./run-input";
import type { PlannedDelivery, StepRunRecord } from "./run-records";
import { executeAtOnce, finalMessage, runStep, skippedRecord, type StepAnswer } from "./run-step";

export type RunOutcome = {
  status: "succeeded" | "filtered" | "failed";
  /** Why the event was filtered. */
  reason: string | null;
  error: { stepId: string; message: string } | null;
  /** One a step of the definition, in its order. */
  stepRuns: StepRunRecord[];
  /** One a destination; empty unless the run succeeded. */
  deliveries: PlannedDelivery[];
  /** The raw context at the end. */
  context: RunContext;
};

type Ending = Pick<RunOutcome, "status" | "reason" | "error">;

/**
 * Runs an event through the steps in order; the first drop ends it. Pure steps run inline, the others as durable steps,
 * whose remembered answer a replay takes up. A UserError or NonRetriable of a step fails the run; any other error is left
 * to the engine, which tries the step again.
 */
export async function runPipeline(input: RunInput, dependencies: RunDependencies): Promise<RunOutcome> {
  const stepRuns: StepRunRecord[] = [];
  const rerunnable: Rerunnable = { redactors: [], renderings: [] };
  let context: RunContext = { event: input.event, values: {}, redactions: [], ...(input.fieldOrder ? { fieldOrder: input.fieldOrder } : {}) };
  let ending: Ending = { status: "succeeded", reason: null, error: null };
  for (const step of input.definition.steps) {
    if (ending.status !== "succeeded") {
      stepRuns.push(skippedRecord(step));
      continue;
    }
    const ended = runStep(step, context, input, dependencies);
    const { answer, record } = ended instanceof Promise ? await ended : ended;
    stepRuns.push(record);
    dependencies.onProgress?.(record);
    if (answer.kind !== "continue") {
      ending = endingOf(step, answer);
      continue;
    }
    try {
      const compiled = compiledStep(input.definition, step, dependencies.steps);
      context = advanceContext(context, compiled, answer.patch, rerunnable, (again, seen) => executeAtOnce(again, seen, input, dependencies));
    } catch (error) {
      ending = endingOf(step, { kind: "fail", message: finalMessage(error) });
    }
  }
  const deliveries = ending.status === "succeeded" ? planDeliveries(input.definition, context) : [];
  return { status: ending.status, reason: ending.reason, error: ending.error, stepRuns, deliveries, context };
}

function endingOf(step: PipelineStep, answer: Exclude<StepAnswer, { kind: "continue" }>): Ending {
  if (answer.kind === "drop") return { status: "filtered", reason: answer.reason, error: null };
  return { status: "failed", reason: null, error: { stepId: step.id, message: answer.message } };
}

function planDeliveries(definition: PipelineDefinition, context: RunContext): PlannedDelivery[] {
  return definition.destinations.map(({ id, when }) => {
    const explanation = when ? explainCondition(when, context) : null;
    return {
      destinationId: id,
      context: viewContext(context, { kind: "destination", id }),
      whenHolds: explanation?.holds ?? true,
      explain: explanation?.text ?? null,
    };
  });
}
