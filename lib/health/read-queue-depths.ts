import type pg from "pg";

export type QueueDepth = {
  trigger: string;
  depth: number;
  ageSeconds: number;
  /** Null where none of them is in a lane. */
  deepestLane: number | null;
  laneAgeSeconds: number | null;
};

const timeoutMs = 2_000;

/** What waits for its turn: due jobs and those in lanes. Retries that are not due yet wait for nothing but the time. */
export async function readQueueDepths(pool: pg.Pool): Promise<QueueDepth[]> {
  const query = { text: queueDepthsSql, query_timeout: timeoutMs };
  const { rows } = await pool.query<QueueDepth>(query);
  return rows;
}

// Two arms, because each has a partial index to itself; the table is full of jobs that are done.
const queueDepthsSql = `
SELECT trigger, sum(n)::int AS depth, max(age) AS "ageSeconds", (max(n) FILTER (WHERE lane IS NOT NULL))::int AS "deepestLane",
  max(age) FILTER (WHERE lane IS NOT NULL) AS "laneAgeSeconds"
FROM (
  SELECT trigger, lane, count(*) AS n, greatest(0, extract(epoch FROM clock_timestamp() - min(since)))::float8 AS age
  FROM (
    SELECT trigger, NULL AS lane, due AS since FROM engine.jobs WHERE state = 0 AND due <= now()
    UNION ALL
    SELECT trigger, lane, greatest(due, created_at) FROM engine.jobs WHERE state IN (4, 5)
  ) waiting
  GROUP BY trigger, lane
) lanes
GROUP BY trigger`;
