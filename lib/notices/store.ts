import type pg from "pg";
import type { Json } from "@/lib/durable/contract";
import { enqueueJobsSql } from "@/lib/durable/embedded/enqueue-sql";
import type { JsonObject } from "@/lib/pipeline/context";
import { noticeJobSql } from "./notice-failures";

export type NoticeKind = "delivery" | "target" | "connection" | "run";

/** A notice with what failed first. */
export type NoticeRow = {
  id: string;
  kind: NoticeKind;
  code: string | null;
  reason: string | null;
  more: number;
  round: number;
  pipeline: { id: string; name: string };
  run_id: string;
  /** The version's, in order. */
  steps: { kind: string; config: unknown }[];
  /** Absent where the run itself failed. */
  delivery: {
    id: string;
    kind: string;
    destination_id: string;
    connection_id: string;
    connection_slug: string | null;
    connection_name: string | null;
    target: JsonObject;
    message: Json;
    possibly_sent: boolean;
  } | null;
};

/** Null for one that is over, or whose event was deleted. */
export async function findNotice(organizationId: string, pool: pg.Pool, id: string): Promise<NoticeRow | null> {
  const { rows } = await pool.query<NoticeRow>({ name: "find-notice", text: findSql, values: [organizationId, id] });
  return rows[0] ?? null;
}

const findSql = `
SELECT n.id, n.kind, n.code, n.reason, n.more, n.round, r.id AS run_id, jsonb_build_object('id', r.pipeline_id, 'name', coalesce(p.name, 'A deleted pipeline')) AS pipeline,
  coalesce(v.definition -> 'steps', '[]') AS steps,
  CASE WHEN d.id IS NOT NULL THEN json_build_object('id', d.id, 'kind', d.kind, 'destination_id', d.destination_id, 'connection_id', d.connection_id,
    'connection_slug', c.slug, 'connection_name', c.name, 'target', d.target, 'message', d.message, 'possibly_sent', d.possibly_sent) END AS delivery
FROM failure_notices n
LEFT JOIN deliveries d ON n.kind <> 'run' AND d.id = split_part(n.id, ':', 1) AND d.organization_id = n.organization_id
JOIN runs r ON r.id = coalesce(d.run_id, n.id) AND r.organization_id = n.organization_id
LEFT JOIN pipelines p ON p.id = r.pipeline_id AND p.organization_id = n.organization_id
LEFT JOIN pipeline_versions v ON v.id = r.pipeline_version_id AND v.organization_id = n.organization_id
LEFT JOIN connections c ON c.id = d.connection_id AND c.organization_id = n.organization_id
WHERE n.organization_id = $1 AND n.id = $2`;

export async function deleteNotice(organizationId: string, pool: pg.Pool, id: string): Promise<void> {
  await pool.query("DELETE FROM failure_notices WHERE organization_id = $1 AND id = $2", [organizationId, id]);
}

/** Ends a notice after a window in which nothing failed. False when something did after all. */
export async function endQuietNotice(organizationId: string, pool: pg.Pool, id: string): Promise<boolean> {
  const { rowCount } = await pool.query("DELETE FROM failure_notices WHERE organization_id = $1 AND id = $2 AND more = 0", [organizationId, id]);
  return rowCount === 1;
}

/** Writes that a round's message was sent, telling of `told` more failures, and requests the next one, in one commit. */
export async function endNoticeRound(organizationId: string, pool: pg.Pool, { id, round }: Pick<NoticeRow, "id" | "round">, told: number, digestMs: number): Promise<void> {
  await pool.query({ name: "end-notice-round", text: endRoundSql, values: [organizationId, id, round, told, digestMs] });
}

const endRoundSql = `
WITH told AS (
  UPDATE failure_notices SET round = round + 1, more = more - $4::int WHERE organization_id = $1 AND id = $2 AND round = $3::int
  RETURNING id, organization_id, round
),
next_notice AS (${noticeJobSql("told", "now() + $5::float8 * interval '1 ms'")})
${enqueueJobsSql("next_notice")}`;
