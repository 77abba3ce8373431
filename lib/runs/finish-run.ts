import type pg from "pg";
import type { Json, JobReservation, JobTicket, ReservedJob } from "@/lib/durable/contract";
import { createBatchWriter } from "@/lib/adapters/postgres/batch-writer";
import { historyBatching } from "@/lib/adapters/postgres/history-pool";
import { jsonbText } from "@/lib/adapters/postgres/jsonb-text";
import { BegunFirstAttempt } from "@/lib/deliveries/begin-attempt";
import { deliveryTrigger, type DeliveryJobData } from "@/lib/deliveries/delivery-trigger";
import type { Gate } from "@/lib/deliveries/send-gate";
import { countFinishedRuns } from "@/lib/health/work-metrics";
import { newId } from "@/lib/ids";
import { announceChange } from "@/lib/live/announce-change";
import { finishRunSql } from "./finish-run-sql";

export type RunStatus = "queued" | "running" | "waiting" | "succeeded" | "filtered" | "failed";

export type StepRunRow = {
  stepId: string;
  kind: string;
  status: string;
  input: Json;
  output: Json;
  facts: Json;
  reason: string | null;
  startedAtMs: number;
  durationMs: number;
};

export type DeliveryRow = {
  id: string;
  destinationId: string;
  kind: string;
  connectionId: string;
  target: Json;
  config: Json;
  onAmbiguous: "resend" | "hold";
  message: Json | null;
  cuts: string[];
  lane: { key: string; periodMs: number } | null;
  gates: Gate[];
  /** Of the messages it answers or replaces; null = it does neither. */
  groupKey: string | null;
  /** What gathers into one message, which it joins or opens; null = it is sent by itself. */
  digest: { key: string; names: string[] } | null;
  /** Unix milliseconds before which it must not be sent; null = at once. Of a digest, when it is over if this one opens it. */
  notBeforeMs: number | null;
  status: "pending" | "skipped" | "dead";
  code: string | null;
  reason: string | null;
};

export type RunResult = {
  organizationId: string;
  runId: string;
  eventId: string;
  pipelineId: string;
  status: RunStatus;
  reason: string | null;
  startedAtMs: number;
  traceparent: string | null;
  stepRuns: StepRunRow[];
  deliveries: DeliveryRow[];
};

/** With `ticket` the run's job ends in the same commit. */
export type FinishRun = (result: RunResult, ticket?: JobTicket) => Promise<void>;

export type FinishRunEngine = {
  /** Jobs were committed that somebody has to claim. */
  wake(jobs: "any" | "unlaned"): void;
  /** Places in this process for deliveries about to be stored, whose first attempt then begins in that commit. */
  reserve(most: number): JobReservation | null;
};

/**
 * Writes how a run stands: its status, its step runs, its deliveries and their jobs, in one commit that concurrent runs
 * share. Safe to repeat: a run that is over is left alone, and rows that exist are not written again.
 */
export function createFinishRun(pool: pg.Pool, engine: FinishRunEngine): FinishRun {
  const writer = createBatchWriter<FinishedRun, void>({
    itemsMax: 200,
    ...historyBatching,
    flush: async (runs) => {
      await flush(pool, engine, runs);
      return runs.map(() => undefined);
    },
  });
  return async (result, ticket) => {
    await writer.write({ rows: toRows(result, ticket), result });
    ticket?.spend();
    announceChange(result.organizationId, "runs", "deliveries");
  };
}

/** Rows are JSON text, made before they queue: what can't be written must not fail the batch it would have joined. */
type FinishedRun = {
  rows: { run: string; deliveries: string[] };
  result: RunResult;
};

type FlushRow = {
  over: { kind: string | null; status: string; n: number }[] | null;
  /** Jobs of deliveries whose first attempt began: key and id. */
  begun: [string, string][] | null;
  /** Deliveries that could begin, and the revision of their connection. */
  revisions: [string, number][] | null;
  now_ms: number;
};

// A digest takes a lock that others wait for, and a few joins: only a commit with one in it pays for them.
const finishPlain = { name: "finish-run", text: finishRunSql({ gathers: false }) };
const finishGathering = { name: "finish-run-gathering", text: finishRunSql({ gathers: true }) };

async function flush(pool: pg.Pool, engine: FinishRunEngine, runs: FinishedRun[]): Promise<void> {
  const pending = runs.flatMap(({ result }) => result.deliveries.filter(({ status }) => status === "pending"));
  const reservation = engine.reserve(pending.filter(canBeginAtOnce).length);
  let row: FlushRow | undefined;
  try {
    const answer = await pool.query<FlushRow>({
      ...(pending.some(({ digest }) => digest !== null) ? finishGathering : finishPlain),
      values: [
        jsonList(runs.map(({ rows }) => rows.run)),
        jsonList(runs.flatMap(({ rows }) => rows.deliveries)),
        reservation?.owner ?? null,
        reservation?.count ?? 0,
      ],
    });
    row = answer.rows[0];
  } catch (error) {
    reservation?.cancel(error);
    throw error;
  }
  reservation?.start(begunJobs(runs, row?.begun ?? [], row?.revisions ?? []), row?.now_ms ?? 0);
  countFinishedRuns(row?.over ?? []);
  if (pending.length > (row?.begun?.length ?? 0)) engine.wake(pending.some(({ lane }) => lane !== null) ? "any" : "unlaned");
  else if (runs.some(({ result }) => isFailure(result))) engine.wake("unlaned");
}

/** Somebody may have to be told at once. */
function isFailure({ status, deliveries }: RunResult): boolean {
  return status === "failed" || deliveries.some((delivery) => delivery.status === "dead");
}

/** What no lane orders and no gate paces is sent as soon as it is stored. */
function canBeginAtOnce({ lane, gates, notBeforeMs }: DeliveryRow): boolean {
  return lane === null && gates.length === 0 && notBeforeMs === null;
}

function begunJobs(runs: FinishedRun[], begun: [string, string][], revisions: [string, number][]): ReservedJob[] {
  const jobs = new Map(begun);
  const revisionOf = new Map(revisions);
  return runs.flatMap(({ result: { organizationId, pipelineId, traceparent, deliveries } }) =>
    deliveries.flatMap((delivery) => {
      const jobId = jobs.get(`${delivery.id}:0`);
      const connectionRevision = revisionOf.get(delivery.id);
      if (jobId === undefined || connectionRevision === undefined) return [];
      const { id, kind, connectionId, destinationId, target, config, message, onAmbiguous } = delivery;
      const handover = new BegunFirstAttempt({
        number: 1, kind, pipelineId, destinationId, connectionId, connectionRevision, target, config, message, onAmbiguous,
        failures: 0, traceparent, wasInterrupted: false, groupKey: delivery.groupKey,
      });
      const data: DeliveryJobData = { organizationId, deliveryId: id, sequence: 0, lane: null, gates: [] };
      return [{ id: jobId, trigger: deliveryTrigger(kind), data, handover }];
    }),
  );
}

function toRows(result: RunResult, ticket: JobTicket | undefined): FinishedRun["rows"] {
  return {
    run: jsonbText({
      id: result.runId,
      organization_id: result.organizationId,
      status: result.status,
      reason: result.reason,
      started_ms: result.startedAtMs,
      job: ticket?.jobId ?? null,
      owner: ticket?.owner ?? null,
      claim: ticket?.claim ?? null,
      step_ids: result.stepRuns.map(({ stepId }) => stepId),
      statuses: result.stepRuns.map(({ status }) => status),
      durations_ms: result.stepRuns.map(({ durationMs }) => durationMs),
      details: result.stepRuns.map(({ kind, input, output, facts, reason, startedAtMs }) => ({
        id: newId("stepRun"), kind, input, output, facts, reason, attempts: 1, started_at: new Date(startedAtMs),
      })),
    }),
    deliveries: result.deliveries.map((delivery) =>
      jsonbText({
        id: delivery.id,
        organization_id: result.organizationId,
        run_id: result.runId,
        event_id: result.eventId,
        pipeline_id: result.pipelineId,
        destination_id: delivery.destinationId,
        kind: delivery.kind,
        connection_id: delivery.connectionId,
        target: delivery.target,
        config: delivery.config,
        on_ambiguous: delivery.onAmbiguous,
        message: delivery.message,
        cuts: delivery.cuts,
        lane: delivery.lane?.key ?? null,
        lane_ms: delivery.lane?.periodMs ?? null,
        gates: delivery.gates,
        group_key: delivery.groupKey,
        ...(delivery.digest ? { digest_key: delivery.digest.key, digest_names: delivery.digest.names } : {}),
        not_before_ms: delivery.notBeforeMs,
        status: delivery.status,
        code: delivery.code,
        reason: delivery.reason,
        traceparent: result.traceparent,
      }),
    ),
  };
}

function jsonList(rows: string[]): string {
  return `[${rows.join(",")}]`;
}
