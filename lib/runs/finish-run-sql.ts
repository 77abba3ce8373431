import { deliveryJobColumnsSql } from "@/lib/deliveries/delivery-trigger";
import { joinDigestsSql } from "@/lib/deliveries/join-digests-sql";
import { endJobsSql, enqueueJobsSql } from "@/lib/durable/embedded/enqueue-sql";
import { noticeFailuresSql } from "@/lib/notices/notice-failures";

/**
 * The statement of `finish-run`: $1 runs and $2 deliveries as JSON lists, $3 the owner of begun jobs and $4 how many may
 * begin. `gathers`: a digest is among the deliveries.
 */
export function finishRunSql({ gathers }: { gathers: boolean }): string {
  // `(… IN …) IS TRUE` stays a look into a hash table; a join of two CTEs would compare every row with every other.
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
