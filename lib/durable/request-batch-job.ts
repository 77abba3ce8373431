import { enqueueJobsSql } from "./embedded/enqueue-sql";

/**
 * The end of a statement that stores a batch job's own row: its first trigger, in the same commit. `stored` is the CTE
 * that answers the row's `id` and `organization_id`.
 */
export function requestBatchJobSql(trigger: string, stored: string): string {
  return `requested AS (
  SELECT '${trigger}' AS trigger, id || ':0' AS key, jsonb_build_object('organizationId', organization_id, 'jobId', id, 'round', 0) AS data,
    NULL::timestamptz AS due, NULL::text AS lane, NULL::int AS lane_ms, NULL::int AS lane_max, 1 AS ord
  FROM ${stored}
)
${enqueueJobsSql("requested")}`;
}
