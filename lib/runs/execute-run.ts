import { NonRetriable, type HandlerInput, type Json, type StepPort } from "@/lib/durable/contract";
import { renderMessage } from "@/lib/destinations/render-message";
import { deliveryPace } from "@/lib/deliveries/delivery-pace";
import { noiseOf } from "@/lib/deliveries/noise";
import { markInterrupted, type SendAtOnce, type SendLeave } from "@/lib/deliveries/send-at-once";
import { derivedId } from "@/lib/ids";
import type { PipelineDestination } from "@/lib/pipeline/definition";
import { runPipeline } from "@/lib/pipeline/run";
import type { StepWait } from "@/lib/pipeline/run-input";
import type { PlannedDelivery, StepRunRecord } from "@/lib/pipeline/run-records";
import type { Clock } from "@/lib/ports/clock";
import type { Ports } from "@/lib/ports/ports";
import { stepCatalog } from "@/lib/steps/catalog";
import { stepExecutors } from "@/lib/steps/executors";
import type { FinishRun } from "./finish-run";
import type { DeliveryRow, RunResult, StepRunRow } from "./run-result";
import type { LoadedRun, LoadRun, RunKey, RunRow } from "./load-run";
import type { LoadFieldOrder } from "./load-field-order";
import type { LoadedVersion, LoadVersion } from "./load-version";

export type ExecuteRunDependencies = {
  loadRun: LoadRun;
  loadVersion: LoadVersion;
  loadFieldOrder: LoadFieldOrder;
  finishRun: FinishRun;
  sendAtOnce: SendAtOnce;
  ports: Ports;
  clock: Clock;
};

/** What may be there besides the engine's steps. */
export type RunShortcuts = Pick<HandlerInput<Json>, "ticket"> & {
  /** What the gate of this process left in memory for the run's job. */
  stored?: RunRow | undefined;
  /** To send before the last act. */
  leave?: SendLeave;
};

export type ExecuteRun = (key: RunKey, step: StepPort, shortcuts?: RunShortcuts) => Promise<Json>;

/**
 * Takes one run through its pipeline. Steps that reach outside are durable steps; pure ones are computed again after a
 * crash, which costs less than a commit each. The last act writes status, history, deliveries and their jobs at once.
 */
export function createExecuteRun(deps: ExecuteRunDependencies): ExecuteRun {
  return async function executeRun(key, step, { stored, ticket, leave } = {}) {
    const loaded = deps.loadRun(key, stored);
    const run = loaded instanceof Promise ? await loaded : loaded;
    if (!run || isOver(run.status)) return { result: "settled" };
    const known = deps.loadVersion(run.organizationId, run.pipelineVersionId);
    const version = known instanceof Promise ? await known : known;
    if (!version) throw new NonRetriable(`pipeline version ${run.pipelineVersionId} does not exist`);
    const startedAtMs = deps.clock.now();
    const done: StepRunRecord[] = [];
    const hasDefaultMessage = version.definition.destinations.some(({ template }) => template === undefined);
    const outcome = await runPipeline(
      {
        definition: version.definition,
        event: run.event,
        fieldOrder: hasDefaultMessage ? await deps.loadFieldOrder(run.organizationId, run.event.type) : undefined,
        runId: run.runId,
        pipelineId: run.pipelineId,
        organizationId: run.organizationId,
        organizationHashKey: version.organizationHashKey,
        startedAtMs: run.createdAtMs,
      },
      {
        step, steps: stepCatalog, executors: stepExecutors, ports: deps.ports, clock: deps.clock,
        onProgress: (record) => void done.push(record),
        onWait: (wait) => deps.finishRun(waitingResult(run, done, wait, startedAtMs)),
      },
    );
    const result = toResult(run, version, outcome, startedAtMs, deps.clock.now());
    if (key.isInterrupted) markInterrupted(result);
    else if (leave) await deps.sendAtOnce(result, leave);
    await deps.finishRun(result, { ticket: ticket?.(), isFirstPass: leave !== undefined });
    return { result: outcome.status };
  };
}

/** The run's retries are used up: its status and reason are what is left to write. */
export function createFailRun(deps: Pick<ExecuteRunDependencies, "loadRun" | "finishRun" | "clock">) {
  return async function failRun(key: RunKey, message: string): Promise<void> {
    const run = await deps.loadRun(key);
    if (!run || isOver(run.status)) return;
    const { runId, organizationId, pipelineId, traceparent } = run;
    const common = { runId, organizationId, pipelineId, traceparent, eventId: run.event.id, startedAtMs: deps.clock.now() };
    await deps.finishRun({ ...common, status: "failed", reason: message, stepRuns: [], deliveries: [] });
  };
}

function isOver(status: string): boolean {
  return status === "succeeded" || status === "filtered" || status === "failed";
}

function toResult(run: LoadedRun, version: LoadedVersion, outcome: Awaited<ReturnType<typeof runPipeline>>, startedAtMs: number, nowMs: number): RunResult {
  const { destinations } = version.definition;
  return {
    organizationId: run.organizationId,
    runId: run.runId,
    eventId: run.event.id,
    pipelineId: run.pipelineId,
    status: outcome.status,
    reason: outcome.error ? `${outcome.error.stepId}: ${outcome.error.message}` : outcome.reason,
    startedAtMs,
    traceparent: run.traceparent,
    stepRuns: outcome.stepRuns.map((record) => toStepRow(record, startedAtMs)),
    deliveries: outcome.deliveries.flatMap((delivery) => {
      const place = destinations.findIndex(({ id }) => id === delivery.destinationId);
      const destination = destinations[place];
      const isWanted = run.onlyDestination === null || run.onlyDestination === delivery.destinationId;
      return destination && isWanted ? [toDelivery(destination, derivedId("delivery", run.runId, place), delivery, nowMs)] : [];
    }),
  };
}

/** How a run stands whose step waits: to be seen meanwhile, and written over in the end. */
function waitingResult({ runId, organizationId, pipelineId, traceparent, event }: LoadedRun, done: StepRunRecord[], { stepId, kind, untilMs, reason }: StepWait, startedAtMs: number): RunResult {
  const until = new Date(Math.ceil(untilMs / 1000) * 1000).toISOString().replace("T", " ").replace(".000Z", " UTC");
  const waiting: StepRunRow = { stepId, kind, status: "waiting", input: null, output: null, facts: null, reason: `${reason}: waits until ${until}`, startedAtMs, durationMs: 0 };
  return {
    organizationId, runId, pipelineId, traceparent, eventId: event.id, startedAtMs,
    status: "waiting", reason: `${stepId} waits until ${until}: ${reason}`, stepRuns: [...done.map((record) => toStepRow(record, startedAtMs)), waiting], deliveries: [],
  };
}

function toStepRow(record: StepRunRecord, startedAtMs: number): StepRunRow {
  return {
    stepId: record.stepId,
    kind: record.kind,
    status: record.status,
    input: record.input,
    output: record.output,
    facts: record.facts,
    reason: record.reason ?? record.error,
    startedAtMs: record.startedAtMs ?? startedAtMs,
    durationMs: record.durationMs ?? 0,
  };
}

function toDelivery(destination: PipelineDestination, id: string, delivery: PlannedDelivery, nowMs: number): DeliveryRow {
  const row: DeliveryRow = {
    id,
    destinationId: destination.id,
    kind: destination.kind,
    connectionId: destination.connection,
    target: destination.target,
    config: destination.config,
    onAmbiguous: destination.onAmbiguous,
    message: null,
    cuts: [],
    lane: null,
    gates: [],
    groupKey: null,
    digest: null,
    notBeforeMs: null,
    status: "skipped",
    code: null,
    reason: null,
    attempt: null,
  };
  if (!delivery.whenHolds) return { ...row, reason: delivery.explain };
  const pace = deliveryPace(destination);
  if (!pace) return { ...row, status: "dead", code: "unknown_kind", reason: `there is no destination kind ${destination.kind}` };
  const rendered = renderMessage(destination.kind, {
    target: destination.target,
    template: destination.template,
    config: destination.config,
    context: delivery.context,
  });
  if ("refused" in rendered) return { ...row, status: "dead", code: rendered.refused.code, reason: rendered.refused.detail };
  return Object.assign(row, { status: "pending", message: rendered.message, cuts: rendered.cuts }, pace, noiseOf(destination, delivery.context, nowMs));
}
