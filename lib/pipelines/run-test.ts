import { UpstreamError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import type { EventView } from "@/lib/pipeline/context";
import { runPipeline, type RunOutcome } from "@/lib/pipeline/run";
import type { StepRunRecord } from "@/lib/pipeline/run-records";
import { skippedRecord } from "@/lib/pipeline/run-step";
import type { Ports } from "@/lib/ports/ports";
import { stepCatalog } from "@/lib/steps/catalog";
import { stepExecutors } from "@/lib/steps/executors";
import { testStepPort, TestWait } from "./test-step-port";
import { describeProblems, type BrokenPart, type TestableDefinition } from "./testable-definition";

export type TestStepRecord = Omit<StepRunRecord, "status"> & { status: StepRunRecord["status"] | "waiting" };

export type TestOutcome = Omit<RunOutcome, "status" | "stepRuns"> & {
  /** `waiting`: a step asked to wait, which a test does not. */
  status: RunOutcome["status"] | "waiting";
  /** One a step of the draft, broken ones too. */
  stepRuns: TestStepRecord[];
};

export type TestOrganization = { organizationId: string; organizationHashKey: string; pipelineId: string; fieldOrder: string[] | undefined };

/** One pass over the steps that are whole. What the engine would wait for or try again ends the test with that answer. */
export async function runTest({ definition, stepsLeft }: TestableDefinition, event: EventView, organization: TestOrganization, ports: Ports): Promise<TestOutcome> {
  const startedAtMs = ports.clock.now();
  const records: StepRunRecord[] = [];
  try {
    const outcome = await runPipeline(
      { definition, event, runId: newId("run"), ...organization, startedAtMs },
      { step: testStepPort, steps: stepCatalog, executors: stepExecutors, ports, clock: ports.clock, onProgress: (record) => records.push(record) },
    );
    return withBrokenSteps(outcome, stepsLeft);
  } catch (error) {
    const step = definition.steps[records.length];
    if (!step || !(error instanceof TestWait || error instanceof UpstreamError)) throw error;
    const stopped: TestStepRecord = { ...skippedPart(step), startedAtMs, durationMs: ports.clock.now() - startedAtMs };
    const rest = [...definition.steps.slice(records.length + 1), ...stepsLeft].map(skippedPart);
    const unfinished = { deliveries: [], context: { event, values: {}, redactions: [] } };
    return error instanceof TestWait
      ? { ...unfinished, status: "waiting", reason: `${step.id}: ${error.message}`, error: null, stepRuns: [...records, { ...stopped, status: "waiting", reason: error.message }, ...rest] }
      : { ...unfinished, status: "failed", reason: null, error: { stepId: step.id, message: error.message }, stepRuns: [...records, { ...stopped, status: "failed", error: error.message }, ...rest] };
  }
}

/** The first broken step fails a run that comes as far. */
function withBrokenSteps(outcome: RunOutcome, [broken, ...rest]: BrokenPart[]): TestOutcome {
  if (!broken) return outcome;
  if (outcome.status !== "succeeded") return { ...outcome, stepRuns: [...outcome.stepRuns, ...[broken, ...rest].map(skippedPart)] };
  const message = describeProblems(broken);
  return {
    ...outcome,
    status: "failed",
    error: { stepId: broken.id, message },
    stepRuns: [...outcome.stepRuns, { ...skippedPart(broken), status: "failed", error: message }, ...rest.map(skippedPart)],
    deliveries: [],
  };
}

function skippedPart({ id, kind }: { id: string; kind: string }): StepRunRecord {
  return skippedRecord({ id, kind, config: {} });
}
