import type pg from "pg";
import type { Json } from "@/lib/durable/contract";
import { createBatchWriter } from "@/lib/adapters/postgres/batch-writer";
import { historyBatching } from "@/lib/adapters/postgres/history-pool";
import { jsonbText } from "@/lib/adapters/postgres/jsonb-text";
import { enqueueJobsSql } from "@/lib/durable/embedded/enqueue-sql";
import { deliveryJobColumnsSql } from "@/lib/deliveries/delivery-trigger";
import type { Gate } from "@/lib/deliveries/send-gate";
import { countFinishedRuns } from "@/lib/health/work-metrics";
import { newId } from "@/lib/ids";
import { announceChange } from "@/lib/live/announce-change";

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

/**
 * Writes how a run stands: its status, its step runs, its deliveries and their jobs, in one commit that concurrent runs
 * share. Safe to repeat: a run that is over is left alone, and rows that exist are not written again.
 */
export function createFinishRun(pool: pg.Pool, onCommit: (jobs: "any" | "unlaned") => void): (result: RunResult) => Promise<void> {
  const writer = createBatchWriter<RunRows, void>({
    itemsMax: 200,
    ...historyBatching,
    flush: async (items) => {
      const { rows } = await pool.query<{ kind: string | null; status: string; n: number }>({
        name: "finish-run",
        text: finishSql,
        values: [jsonList(items.map((item) => item.run)), jsonList(items.flatMap((item) => item.steps)), jsonList(items.flatMap((item) => item.deliveries))],
      });
      countFinishedRuns(rows);
      if (items.some((item) => item.deliveries.length > 0)) onCommit(items.some((item) => item.hasLane) ? "any" : "unlaned");
      return items.map(() => undefined);
    },
  });
  return async (result) => {
    await writer.write(toRows(result));
    announceChange(result.organizationId, "runs", "deliveries");
  };
}

/** Rows as JSON text, made before they queue: what can't be written must not fail the batch it would have joined. */
type RunRows = { run: string; steps: string[]; deliveries: string[]; hasLane: boolean };

function toRows(result: RunResult): RunRows {
  return {
    hasLane: result.deliveries.some((delivery) => delivery.lane !== null),
    run: jsonbText({
      id: result.runId,
      organization_id: result.organizationId,
      status: result.status,
      reason: result.reason,
      started_ms: result.startedAtMs,
    }),
    steps: result.stepRuns.map((step, position) =>
      jsonbText({
        run_id: result.runId,
        position,
        id: newId("stepRun"),
        step_id: step.stepId,
        kind: step.kind,
        status: step.status,
        input: step.input,
        output: step.output,
        facts: step.facts,
        reason: step.reason,
        started_ms: step.startedAtMs,
        duration_ms: step.durationMs,
      }),
    ),
    deliveries: result.deliveries.map((delivery) =>
      jsonbText({
        id: delivery.id,
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

const finishSql = `
WITH input AS (
  SELECT * FROM json_to_recordset($1::json) AS x(id text, organization_id text, status text, reason text, started_ms float8)
),
finished AS (
  UPDATE runs r SET status = i.status, reason = i.reason, started_at = coalesce(r.started_at, to_timestamp(i.started_ms / 1000)),
    finished_at = CASE WHEN i.status IN ('succeeded', 'filtered', 'failed') THEN now() END
  FROM input i
  WHERE r.id = i.id AND r.organization_id = i.organization_id AND r.status NOT IN ('succeeded', 'filtered', 'failed')
  RETURNING r.id, r.organization_id, r.status, r.finished_at
),
steps AS (
  INSERT INTO step_runs (run_id, position, id, organization_id, step_id, kind, status, input, output, facts, reason, started_at, duration_ms)
  SELECT s.run_id, s.position, s.id, f.organization_id, s.step_id, s.kind, s.status, s.input, s.output, s.facts, s.reason,
    to_timestamp(s.started_ms / 1000), s.duration_ms
  FROM json_to_recordset($2::json) AS s(run_id text, position int, id text, step_id text, kind text, status text, input jsonb, output jsonb,
    facts jsonb, reason text, started_ms float8, duration_ms float8)
  JOIN finished f ON f.id = s.run_id
  ON CONFLICT (run_id, position) DO UPDATE SET status = excluded.status, input = excluded.input, output = excluded.output,
    facts = excluded.facts, reason = excluded.reason, duration_ms = excluded.duration_ms
),
made AS (
  INSERT INTO deliveries (id, organization_id, run_id, event_id, pipeline_id, destination_id, kind, connection_id, target, config, on_ambiguous,
    message, cuts, lane, lane_period_ms, gates, status, code, reason, traceparent, finished_at)
  SELECT d.id, f.organization_id, d.run_id, d.event_id, d.pipeline_id, d.destination_id, d.kind, d.connection_id, d.target, d.config, d.on_ambiguous,
    d.message, ARRAY(SELECT json_array_elements_text(d.cuts)), d.lane, d.lane_ms, d.gates, d.status, d.code, d.reason, d.traceparent,
    CASE WHEN d.status <> 'pending' THEN now() END
  FROM json_to_recordset($3::json) AS d(id text, run_id text, event_id text, pipeline_id text, destination_id text, kind text, connection_id text,
    target jsonb, config jsonb, on_ambiguous text, message jsonb, cuts json, lane text, lane_ms int, gates jsonb, status text, code text, reason text,
    traceparent text)
  JOIN finished f ON f.id = d.run_id
  ON CONFLICT (run_id, destination_id) DO NOTHING
  RETURNING id, organization_id, event_id, kind, lane, lane_period_ms, gates, status
),
due AS (
  SELECT ${deliveryJobColumnsSql({ sequence: "0", due: "NULL::timestamptz", place: "event_place(event_id)" })}, event_id || id AS ord
  FROM made WHERE status = 'pending'
),
jobs AS (${enqueueJobsSql("due", { hasPlace: true })})
SELECT kind, status, count(*)::int AS n FROM (
  SELECT NULL AS kind, status FROM finished WHERE finished_at IS NOT NULL UNION ALL SELECT kind, status FROM made WHERE status <> 'pending'
) over GROUP BY kind, status`;
