import { enqueueJobsSql } from "@/lib/durable/embedded/enqueue-sql";

/** The engine trigger of the one message that is due about a cause. */
export const noticeTrigger = "notices/notice.due";

export type NoticeJobData = { organizationId: string; noticeId: string; round: number };

/**
 * The CTEs that note failures in the statement that stores them, where the organization wants to hear of them. The first
 * of a cause begins a notice and its job; the others are counted. The CTE `source` must supply: id (what failed, unique),
 * organization_id, kind, subject (with the kind it is the cause), code and reason. In the causes' order, so that two
 * statements can't wait for each other.
 */
export function noticeFailuresSql(source: string): string {
  return `noticed AS (
  INSERT INTO failure_notices AS n (id, organization_id, cause, kind, code, reason, more)
  SELECT DISTINCT ON (f.organization_id, f.kind, f.subject) f.id, f.organization_id, f.kind || ':' || f.subject, f.kind, f.code, f.reason,
    (count(*) OVER (PARTITION BY f.organization_id, f.kind, f.subject))::int - 1
  FROM ${source} f JOIN notice_settings s ON s.organization_id = f.organization_id AND s.is_on
  ORDER BY f.organization_id, f.kind, f.subject, f.id
  ON CONFLICT (organization_id, cause) DO UPDATE SET more = n.more + excluded.more + 1
  RETURNING n.id, n.organization_id, n.round
),
first_notice AS (${noticeJobSql("noticed")} WHERE id IN (SELECT id FROM ${source})),
notice_jobs AS (${enqueueJobsSql("first_notice")})`;
}

/** Rows for `enqueueJobsSql`: the job of each notice's round. `due` is an SQL expression; null = at once. */
export function noticeJobSql(source: string, due = "NULL::timestamptz"): string {
  return `SELECT '${noticeTrigger}' AS trigger, id || ':' || round AS key,
    jsonb_build_object('organizationId', organization_id, 'noticeId', id, 'round', round) AS data,
    ${due} AS due, NULL::text AS lane, NULL::int AS lane_ms, NULL::int AS lane_max, id AS ord
  FROM ${source}`;
}
