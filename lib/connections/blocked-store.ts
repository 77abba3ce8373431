import type { Database } from "@/lib/db";
import type { Json } from "@/lib/durable/contract";

export type BlockedRow = {
  pipelineId: string;
  pipelineSlug: string;
  pipelineName: string;
  destinationId: string;
  code: string;
  detail: string;
  since: Date;
  /** Null for one that was taken out of the pipeline and still holds deliveries. */
  kind: string | null;
  connectionId: string | null;
  target: Json | null;
  held: number;
};

/** Destinations whose target refuses, newest first. */
export async function listBlocked(organizationId: string, { pool }: Database, limit: number): Promise<BlockedRow[]> {
  const { rows } = await pool.query<BlockedRow>(
    `SELECT a.pipeline_id AS "pipelineId", p.slug AS "pipelineSlug", p.name AS "pipelineName", a.destination_id AS "destinationId",
       a.code, a.detail, a.since, d ->> 'kind' AS kind, d ->> 'connection' AS "connectionId", d -> 'target' AS target,
       (SELECT count(*)::int FROM (
          SELECT 1 FROM deliveries x
          WHERE x.organization_id = $1 AND x.status = 'held' AND x.pipeline_id = a.pipeline_id AND x.destination_id = a.destination_id LIMIT 1001
        ) few) AS held
     FROM destination_attention a
     JOIN pipelines p ON p.id = a.pipeline_id
     LEFT JOIN pipeline_versions v ON v.id = p.active_version_id
     LEFT JOIN LATERAL (SELECT e FROM jsonb_array_elements(v.definition -> 'destinations') e WHERE e ->> 'id' = a.destination_id) AS found(d) ON true
     WHERE a.organization_id = $1
     ORDER BY a.since DESC, a.destination_id LIMIT $2`,
    [organizationId, limit],
  );
  return rows;
}
