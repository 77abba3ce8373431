import { deliveryJobColumnsSql } from "@/lib/deliveries/delivery-trigger";
import { joinDigestsSql } from "@/lib/deliveries/join-digests-sql";
import { endJobsSql, enqueueJobsSql } from "@/lib/durable/embedded/enqueue-sql";
import { rowsSql } from "@/lib/adapters/postgres/rows-parameter";
import { noticeFailuresSql } from "@/lib/notices/notice-failures";

/** A run, and the job that ends with it; a row without an `id` only ends a job. JSON and arrays are text here. */
export const runColumns = {
  id: "text", organization_id: "text", status: "text", reason: "text", started_ms: "float8", job: "bigint", owner: "int", claim: "int",
  step_ids: "text", statuses: "text", durations_ms: "text", details: "text",
} as const;

const plainColumns = {
  id: "text", organization_id: "text", run_id: "text", event_id: "text", pipeline_id: "text", destination_id: "text", kind: "text", connection_id: "text",
  target: "text", config: "text", on_ambiguous: "text", message: "text", cuts: "text", lane: "text", lane_ms: "int", gates: "text", group_key: "text",
  not_before_ms: "float8", status: "text", code: "text", reason: "text", traceparent: "text",
} as const;
const digestColumns = { digest_key: "text", digest_names: "text" } as const;
/** `begun_ms` and `took_ms` are lengths of time, so that the clocks of two machines need not agree. */
const attemptColumns = { is_early: "boolean", is_ours: "boolean", begun_ms: "float8", took_ms: "float8", request: "text", response: "text", receipt: "text" } as const;
export const deliveryColumns = { ...plainColumns, ...digestColumns, ...attemptColumns } as const;

/** What is among the runs and deliveries of one statement: each part costs something even where it finds nothing to do. */
export type FinishOptions = {
  /** Digests. */
  gathers: boolean;
  /** Attempts that began before. */
  hasEarly: boolean;
  /** Deliveries that are still to be sent. */
  hasPending: boolean;
  /** Failed runs, or deliveries that are dead already. */
  hasFailed: boolean;
  /** Runs that may have written steps before, because they waited. */
  mayHaveWaited: boolean;
};

/** The columns of the deliveries that the statement takes. */
export function deliveryColumnsOf({ gathers, hasEarly }: FinishOptions): typeof deliveryColumns {
  // The rows have all of them, always.
  return { ...plainColumns, ...(gathers ? digestColumns : {}), ...(hasEarly ? attemptColumns : {}) } as typeof deliveryColumns;
}

/**
 * The statement of `finish-run`. Its parameters: the runs, the deliveries and, with pending ones among them, the owner of
 * begun jobs and how many may begin.
 * Whoever ends a run holds its row until the commit, so its deliveries are made once.
 */
export function finishRunSql(options: FinishOptions): string {
  const { gathers, hasEarly, hasPending, hasFailed, mayHaveWaited } = options;
  const columns = deliveryColumnsOf(options);
  const runCount = Object.keys(runColumns).length;
  const owner = runCount + Object.keys(columns).length + 1;
  const runs = rowsSql("x", runColumns, 1);
  const deliveries = rowsSql("d", columns, 1 + runCount);
  // `(… IN …) IS TRUE` stays a look into a hash table; a join of two CTEs would compare every row with every other.
  return `
WITH input AS MATERIALIZED (SELECT * FROM ${runs}),
ended AS (${endJobsSql("input")}),
finished AS (
  UPDATE runs r SET status = i.status, reason = i.reason, started_at = coalesce(r.started_at, to_timestamp(i.started_ms / 1000)),
    finished_at = CASE WHEN i.status IN ('succeeded', 'filtered', 'failed') THEN now() END
  FROM input i
  WHERE r.id = ANY (ARRAY(SELECT id FROM input)) AND r.id = i.id AND r.organization_id = i.organization_id AND r.status NOT IN ('succeeded', 'filtered', 'failed')
  RETURNING r.id, r.organization_id, r.pipeline_id, r.status, r.reason, r.finished_at, i.step_ids, i.statuses, i.durations_ms, i.details
),
steps AS (
  INSERT INTO run_steps (run_id, organization_id, step_ids, statuses, durations_ms, details)
  SELECT id, organization_id, step_ids::text[], statuses::text[], durations_ms::float8[], details::json FROM finished WHERE step_ids <> '{}'${mayHaveWaited ? `
  ON CONFLICT (run_id) DO UPDATE SET step_ids = excluded.step_ids, statuses = excluded.statuses, durations_ms = excluded.durations_ms,
    details = excluded.details` : ""}
),
planned AS (
  SELECT * FROM ${deliveries}
  WHERE (d.run_id IN (SELECT id FROM finished)) IS TRUE
),${gathers ? `\njoined AS (${joinDigestsSql("planned")}),` : ""}
made AS (
  INSERT INTO deliveries (id, organization_id, run_id, event_id, pipeline_id, destination_id, kind, connection_id, target, config, on_ambiguous,
    message, cuts, lane, lane_period_ms, gates, group_key, next_attempt_at, status, code, reason, traceparent, finished_at${gathers ? ", carried_by" : ""}${hasEarly ? ", attempts, receipt, created_at" : ""})
  SELECT d.id, d.organization_id, d.run_id, d.event_id, d.pipeline_id, d.destination_id, d.kind, d.connection_id, d.target::jsonb, d.config::jsonb, d.on_ambiguous,
    d.message::json, d.cuts::text[], d.lane, d.lane_ms, d.gates::jsonb, d.group_key, ${gathers ? "coalesce(g.closes_at, to_timestamp(d.not_before_ms / 1000))" : "to_timestamp(d.not_before_ms / 1000)"}, d.status, d.code, d.reason, d.traceparent,
    CASE WHEN d.status <> 'pending' THEN now() END${gathers ? ", g.carrier_id" : ""}${hasEarly ? `,
    CASE WHEN d.status = 'delivered' THEN 1 ELSE 0 END, d.receipt::jsonb, now() - coalesce(d.begun_ms, 0) * interval '1 ms'` : ""}
  FROM planned d${gathers ? " LEFT JOIN joined g ON g.pipeline_id = d.pipeline_id AND g.destination_id = d.destination_id AND g.key = d.digest_key" : ""}
  RETURNING id, organization_id, event_id, pipeline_id, destination_id, connection_id, kind, lane, lane_period_ms, gates, next_attempt_at, status, code, reason${gathers ? ", carried_by" : ""}
)${hasEarly ? earlySql : ""}${hasFailed ? failedSql : ""}${hasPending ? pendingSql(options, `$${owner}::int`, `$${owner + 1}::int`) : ""}
SELECT
  (SELECT json_agg(json_build_object('kind', kind, 'status', status, 'n', n)) FROM (
    SELECT kind, status, count(*)::int AS n FROM (
      SELECT NULL AS kind, status FROM finished WHERE finished_at IS NOT NULL UNION ALL SELECT kind, status FROM made WHERE status <> 'pending'
    ) each GROUP BY kind, status) counts) AS over,
  ${hasPending ? "(SELECT json_agg(json_build_array(key, id::text)) FROM jobs WHERE owner IS NOT NULL)" : "NULL"} AS begun,
  ${hasPending ? "(SELECT json_agg(json_build_array(id, revision)) FROM ready)" : "NULL"} AS revisions,
  (extract(epoch FROM now()) * 1000)::float8 AS now_ms`;
}

// One that has not ended has an open attempt, as begin-attempt leaves it.
const earlySql = `,
early AS (
  INSERT INTO attempts (delivery_id, number, organization_id, status, request, response, started_at, finished_at)
  SELECT id, 1, organization_id, CASE WHEN status = 'delivered' THEN 'delivered' ELSE 'sending' END, request::json, response::json,
    now() - begun_ms * interval '1 ms', now() + (took_ms - begun_ms) * interval '1 ms'
  FROM planned WHERE is_early
)`;

const failedSql = `,
-- What a failed run was to send in their place is not sent: they need a person again.
given_back AS (
  UPDATE deliveries SET superseded_by = NULL
  WHERE superseded_by IS NOT NULL AND superseded_by = ANY (ARRAY(SELECT id FROM finished WHERE status = 'failed'))
),
failure AS (
  SELECT id, organization_id, 'run' AS kind, pipeline_id AS subject, NULL::text AS code, reason FROM finished WHERE status = 'failed'
  UNION ALL
  SELECT id || ':0', organization_id, 'delivery', pipeline_id || ':' || destination_id || ':' || coalesce(code, ''), code, reason FROM made WHERE status = 'dead'
),
${noticeFailuresSql("failure")}`;

/** Jobs for what is still to be sent. What may be sent at once begins in this very commit: see begin-attempt for what that asks. */
function pendingSql({ gathers, hasEarly }: FinishOptions, owner: string, startMost: string): string {
  return `,
ready AS MATERIALIZED (
  SELECT m.id, m.organization_id, c.revision FROM made m
  JOIN connections c ON c.id = m.connection_id AND c.status = 'active'
  WHERE m.status = 'pending' AND m.lane IS NULL AND m.gates = '[]' AND m.next_attempt_at IS NULL${hasEarly ? " AND m.id NOT IN (SELECT id FROM planned WHERE is_early)" : ""}
    AND NOT EXISTS (SELECT 1 FROM destination_attention b WHERE b.pipeline_id = m.pipeline_id AND b.destination_id = m.destination_id)
  LIMIT ${startMost}
),
begun AS (
  INSERT INTO attempts (delivery_id, number, organization_id, status, started_at)
  SELECT id, 1, organization_id, 'sending', clock_timestamp() FROM ready ON CONFLICT DO NOTHING RETURNING delivery_id
),
due AS (
  SELECT ${deliveryJobColumnsSql({ sequence: "0", due: "next_attempt_at", place: "CASE WHEN next_attempt_at IS NULL THEN event_place(event_id) ELSE tail_place(next_attempt_at) END", hasDigests: gathers })}, event_id || id AS ord,
    CASE WHEN id IN (SELECT delivery_id FROM begun)${hasEarly ? " OR id IN (SELECT id FROM planned WHERE is_ours)" : ""} THEN ${owner} END AS owner
  FROM made WHERE status = 'pending'${gathers ? " AND (carried_by IS NULL OR carried_by = id)" : ""}
),
jobs AS (${enqueueJobsSql("due", { hasPlace: true, hasOwner: true })})`;
}
