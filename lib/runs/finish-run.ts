import type pg from "pg";
import type { Json, JobReservation, JobTicket, ReservedJob } from "@/lib/durable/contract";
import { createBatchWriter } from "@/lib/adapters/postgres/batch-writer";
import { historyBatching } from "@/lib/adapters/postgres/history-pool";
import { jsonbText } from "@/lib/adapters/postgres/jsonb-text";
import { endJobsSql, enqueueJobsSql } from "@/lib/durable/embedded/enqueue-sql";
import { BegunFirstAttempt } from "@/lib/deliveries/begin-attempt";
import { deliveryJobColumnsSql, deliveryTrigger, type DeliveryJobData } from "@/lib/deliveries/delivery-trigger";
import { joinDigestsSql } from "@/lib/deliveries/join-digests-sql";
import type { Gate } from "@/lib/deliveries/send-gate";
import { countFinishedRuns } from "@/lib/health/work-metrics";
import { newId } from "@/lib/ids";
import { announceChange } from "@/lib/live/announce-change";
import { noticeFailuresSql } from "@/lib/notices/notice-failures";

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

// A digest takes a lock that others wait for, and a few joins: only a commit with one in it pays for them.
const finishPlain = { name: "finish-run", text: finishSql({ gathers: false }) };
const finishGathering = { name: "finish-run-gathering", text: finishSql({ gathers: true }) };

// `(… IN …) IS TRUE` stays a look into a hash table; a join of two CTEs would compare every row with every other.
function finishSql({ gathers }: { gathers: boolean }): string {
  return `
WITH input AS (
  SELECT * FROM json_to_recordset($1::json) AS x(id text, organization_id text, status text, reason text, started_ms float8,
    job bigint, owner int, claim int, step_ids text[], statuses text[], durations_ms float8[], details json)
),
ended AS (${endJobsSql("input")}),
finished AS (
  UPDATE runs r SET status = i.status, reason = i.reason, started_at = coalesce(r.started_at, to_timestamp(i.started_ms / 1000)),
    finished_at = CASE WHEN i.status IN ('succeeded', 'filtered', 'failed') THEN now() END
  FROM input i
  WHERE r.id = ANY (ARRAY(SELECT id FROM input)) AND r.id = i.id AND r.organization_id = i.organization_id AND r.status NOT IN ('succeeded', 'filtered', 'failed')
  RETURNING r.id, r.organization_id, r.pipeline_id, r.status, r.reason, r.finished_at, i.step_ids, i.statuses, i.durations_ms, i.details
),
-- What a failed run was to send in their place is not sent: they need a person again.
given_back AS (
  UPDATE deliveries SET superseded_by = NULL
  WHERE superseded_by IS NOT NULL AND superseded_by = ANY (ARRAY(SELECT id FROM finished WHERE status = 'failed'))
),
steps AS (
  INSERT INTO run_steps (run_id, organization_id, step_ids, statuses, durations_ms, details)
  SELECT id, organization_id, step_ids, statuses, durations_ms, details FROM finished WHERE step_ids <> '{}'
  ON CONFLICT (run_id) DO UPDATE SET step_ids = excluded.step_ids, statuses = excluded.statuses, durations_ms = excluded.durations_ms,
    details = excluded.details
),
planned AS (
  SELECT * FROM json_to_recordset($2::json) AS d(id text, organization_id text, run_id text, event_id text, pipeline_id text, destination_id text, kind text, connection_id text,
    target jsonb, config jsonb, on_ambiguous text, message json, cuts text[], lane text, lane_ms int, gates jsonb, group_key text, not_before_ms float8, status text, code text, reason text,
    traceparent text${gathers ? ", digest_key text, digest_names text[]" : ""})
  WHERE (d.run_id IN (SELECT id FROM finished)) IS TRUE
),${gathers ? `\njoined AS (${joinDigestsSql("planned")}),` : ""}
made AS (
  INSERT INTO deliveries (id, organization_id, run_id, event_id, pipeline_id, destination_id, kind, connection_id, target, config, on_ambiguous,
    message, cuts, lane, lane_period_ms, gates, group_key, next_attempt_at, status, code, reason, traceparent, finished_at${gathers ? ", carried_by" : ""})
  SELECT d.id, d.organization_id, d.run_id, d.event_id, d.pipeline_id, d.destination_id, d.kind, d.connection_id, d.target, d.config, d.on_ambiguous,
    d.message, d.cuts, d.lane, d.lane_ms, d.gates, d.group_key, ${gathers ? "coalesce(g.closes_at, to_timestamp(d.not_before_ms / 1000))" : "to_timestamp(d.not_before_ms / 1000)"}, d.status, d.code, d.reason, d.traceparent,
    CASE WHEN d.status <> 'pending' THEN now() END${gathers ? ", g.carrier_id" : ""}
  FROM planned d${gathers ? " LEFT JOIN joined g ON g.pipeline_id = d.pipeline_id AND g.destination_id = d.destination_id AND g.key = d.digest_key" : ""}
  ON CONFLICT (run_id, destination_id) DO NOTHING
  RETURNING id, organization_id, event_id, pipeline_id, destination_id, connection_id, kind, lane, lane_period_ms, gates, next_attempt_at, status, code, reason${gathers ? ", carried_by" : ""}
),
failure AS (
  SELECT id, organization_id, 'run' AS kind, pipeline_id AS subject, NULL::text AS code, reason FROM finished WHERE status = 'failed'
  UNION ALL
  SELECT id || ':0', organization_id, 'delivery', pipeline_id || ':' || destination_id || ':' || coalesce(code, ''), code, reason FROM made WHERE status = 'dead'
),
${noticeFailuresSql("failure")},
-- What begin-attempt would find out about them, for those that may be sent at once.
ready AS MATERIALIZED (
  SELECT m.id, m.organization_id, c.revision FROM made m
  JOIN connections c ON c.id = m.connection_id AND c.status = 'active'
  WHERE m.status = 'pending' AND m.lane IS NULL AND m.gates = '[]' AND m.next_attempt_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM destination_attention b WHERE b.pipeline_id = m.pipeline_id AND b.destination_id = m.destination_id)
  LIMIT $4::int
),
begun AS (
  INSERT INTO attempts (delivery_id, number, organization_id, status, started_at)
  SELECT id, 1, organization_id, 'sending', clock_timestamp() FROM ready
  ON CONFLICT DO NOTHING RETURNING delivery_id
),
due AS (
  SELECT ${deliveryJobColumnsSql({ sequence: "0", due: "next_attempt_at", place: "CASE WHEN next_attempt_at IS NULL THEN event_place(event_id) ELSE tail_place(next_attempt_at) END", hasDigests: gathers })}, event_id || id AS ord,
    CASE WHEN id IN (SELECT delivery_id FROM begun) THEN $3::int END AS owner
  FROM made WHERE status = 'pending'${gathers ? " AND (carried_by IS NULL OR carried_by = id)" : ""}
),
jobs AS (${enqueueJobsSql("due", { hasPlace: true, hasOwner: true })})
SELECT
  (SELECT json_agg(json_build_object('kind', kind, 'status', status, 'n', n)) FROM (
    SELECT kind, status, count(*)::int AS n FROM (
      SELECT NULL AS kind, status FROM finished WHERE finished_at IS NOT NULL UNION ALL SELECT kind, status FROM made WHERE status <> 'pending'
    ) each GROUP BY kind, status) counts) AS over,
  (SELECT json_agg(json_build_array(key, id::text)) FROM jobs WHERE owner IS NOT NULL) AS begun,
  (SELECT json_agg(json_build_array(id, revision)) FROM ready) AS revisions,
  (extract(epoch FROM now()) * 1000)::float8 AS now_ms`;
}
