import type { Database } from "@/lib/db";
import { deliveryCountsSql } from "./event-list-store";
import type { Slice, SliceOrder } from "./walk";

export const runStatuses = ["queued", "running", "waiting", "succeeded", "filtered", "failed"] as const;
export type RunStatus = (typeof runStatuses)[number];

/** The pipeline is what the index begins with. */
export type RunFilter = { pipelineId: string; status?: RunStatus | undefined };

export type RunSummaryRow = {
  id: string;
  event_id: string;
  event_type: string | null;
  pipeline_id: string;
  version: number | null;
  replay: number;
  status: string;
  reason: string | null;
  created_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
  deliveries: Record<string, number> | null;
};

export async function sliceRuns(organizationId: string, db: Database, filter: RunFilter, { cursor, limit, size }: SliceOrder): Promise<Slice<RunSummaryRow>> {
  const { rows } = await db.pool.query<RunSummaryRow & { scanned: number; last_scanned: string }>(
    `with slice as materialized (
       select * from runs where organization_id = $1 and pipeline_id = $2 ${cursor === undefined ? "and $3::text is null" : "and id < $3"} order by id desc limit $4),
       extent as (select count(*)::int as scanned, min(id) as last_scanned from slice),
       found as (select * from slice where $5::text is null or status = $5 order by id desc limit $6)
     select extent.scanned, extent.last_scanned, r.id, r.event_id, e.type as event_type, r.pipeline_id, v.number as version, r.replay, r.status, r.reason,
       r.created_at, r.started_at, r.finished_at, ${deliveryCountsSql("r.id")} as deliveries
     from extent left join found r on true left join events e on e.id = r.event_id left join pipeline_versions v on v.id = r.pipeline_version_id
     order by r.id desc`,
    [organizationId, filter.pipelineId, cursor ?? null, size, filter.status ?? null, limit],
  );
  const [first] = rows;
  return {
    rows: rows.filter((row) => row.id !== null).map(({ scanned: _, last_scanned: __, ...row }) => row),
    scanned: first?.scanned ?? 0,
    lastScanned: first?.last_scanned ?? null,
  };
}
