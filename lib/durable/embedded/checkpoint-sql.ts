import { enqueueJobsSql, triggerEventColumns } from "./enqueue-sql";

// `owner IS NOT DISTINCT FROM` on purpose: an equality could be answered by the index of running jobs, which statistics
// taken at a quiet moment call nearly empty, and every row would then visit all of them instead of its own by id.

export type CheckpointParts = { steps: boolean; events: boolean; ends: boolean };

/**
 * One statement that records steps, sends their events and ends jobs, each only if the writer still holds the job:
 * the fence. Parameters in the order of the parts that are there; answers how many rows each part wrote.
 */
export function checkpointSql(parts: CheckpointParts): string {
  const name = `${Number(parts.steps)}${Number(parts.events)}${Number(parts.ends)}`;
  let sql = statements.get(name);
  if (!sql) statements.set(name, (sql = buildSql(parts)));
  return sql;
}

const statements = new Map<string, string>();

function buildSql(parts: CheckpointParts): string {
  let parameters = 0;
  const parameter = () => `$${++parameters}::json`;
  const ctes: string[] = [];
  // json_to_recordset turns a JSON null into an SQL one, hence the coalesce.
  if (parts.steps) {
    ctes.push(`step AS MATERIALIZED (
      SELECT x.job, x.step, coalesce(x.result, 'null') AS result FROM json_to_recordset(${parameter()})
        AS x(job bigint, owner int, claim int, step text, result jsonb)
      JOIN engine.jobs j ON j.id = x.job AND j.owner IS NOT DISTINCT FROM x.owner AND j.claim = x.claim AND j.state = 1
    ), recorded AS (
      INSERT INTO engine.checkpoints (job_id, step, result) SELECT job, step, result FROM step ORDER BY job, step
      ON CONFLICT DO NOTHING RETURNING job_id, step
    )`);
  }
  if (parts.events) {
    // Joined to the rows just recorded: the step's record and its events are one, hence sent exactly once.
    ctes.push(`event AS MATERIALIZED (
      SELECT x.*, to_timestamp(x.due_ms / 1000) AS due FROM json_to_recordset(${parameter()})
        AS x(${triggerEventColumns}, job bigint, step text)
      JOIN recorded r ON r.job_id = x.job AND r.step = x.step
    ), sent AS (${enqueueJobsSql("event")})`);
  }
  if (parts.ends) {
    ctes.push(`ending AS MATERIALIZED (
      SELECT * FROM json_to_recordset(${parameter()}) AS x(job bigint, owner int, claim int, state smallint,
        delay_ms float8, park_ms float8, failures int, failed_step text, error jsonb)
    ), ended AS (
      UPDATE engine.jobs j SET
        state = e.state,
        owner = CASE WHEN e.state = 1 THEN j.owner END,
        replay = e.state NOT IN (2, 3),
        due = CASE WHEN e.state IN (0, 6) THEN clock_timestamp() + e.delay_ms * interval '1 ms' ELSE j.due END,
        failures = e.failures,
        failed_step = e.failed_step,
        error = coalesce(e.error, j.error),
        done_at = CASE WHEN e.state IN (2, 3) THEN clock_timestamp() END
      FROM ending e
      WHERE j.id = e.job AND j.owner IS NOT DISTINCT FROM e.owner AND j.claim = e.claim AND j.state = 1
      RETURNING j.state, j.lane, j.lane_ms, j.lane_max, e.park_ms
    ), woken AS (
      INSERT INTO engine.lanes AS l (key, period_ms, max_running, next_at)
      SELECT lane, coalesce(max(lane_ms), 0), max(lane_max),
        coalesce(max(clock_timestamp() + park_ms * interval '1 ms'), '-infinity')
      FROM ended WHERE lane IS NOT NULL AND state <> 1 AND (state = 5 OR lane_max IS NOT NULL)
      GROUP BY lane ORDER BY lane
      ON CONFLICT (key) DO UPDATE SET active = true, next_at = greatest(l.next_at, excluded.next_at)
    )`);
  }
  return `WITH ${ctes.join(", ")} SELECT
    ${parts.steps ? "(SELECT count(*)::int FROM recorded)" : "0"} AS steps,
    ${parts.ends ? "(SELECT count(*)::int FROM ended)" : "0"} AS ends`;
}

/** What became of writes of which some were refused: is the job still held, and what is stored for the step? */
export const recheckSql = `SELECT j.id IS NOT NULL AS held, c.job_id IS NOT NULL AS stored, c.result
  FROM json_to_recordset($1::json) AS x(i int, job bigint, owner int, claim int, step text)
  LEFT JOIN engine.jobs j ON j.id = x.job AND j.owner IS NOT DISTINCT FROM x.owner AND j.claim = x.claim AND j.state = 1
  LEFT JOIN engine.checkpoints c ON c.job_id = x.job AND c.step = x.step
  ORDER BY x.i`;
