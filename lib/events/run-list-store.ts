import type { Database } from "@/lib/db";
import { firstIdAt } from "@/lib/ids";
import { clockSlackMs, deliveryCountsSql } from "./event-list-store";
import type { Slice, SliceOrder } from "./walk";

export const runStatuses = ["queued", "running", "waiting", "succeeded", "filtered", "failed"] as const;
export type RunStatus = (typeof runStatuses)[number];

/** The pipeline is what the index begins with. */
export type RunFilter = {
  pipelineId: string;
  status?: RunStatus | undefined;
  /** When the run was made. */
  from?: Date | undefined;
  to?: Date | undefined;
};

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

/** Walks the index (organization, pipeline, id) backwards over at most `size` runs. */
export async function sliceRuns(organizationId: string, db: Database, filter: RunFilter, { cursor, limit, size }: SliceOrder): Promise<Slice<RunSummaryRow>> {
  const values: unknown[] = [organizationId, filter.pipelineId];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const indexed = ["organization_id = $1", "pipeline_id = $2"];
  const rest = ["true"];
  if (cursor !== undefined) indexed.push(`id < ${bind(cursor)}`);
  // Ids begin with the time they were made at: they bound the walk, created_at (the database's clock) decides.
  if (filter.from) indexed.push(`id >= ${bind(firstIdAt("run", filter.from.getTime() - clockSlackMs))}`);
  if (filter.to) indexed.push(`id < ${bind(firstIdAt("run", filter.to.getTime() + clockSlackMs))}`);
  if (filter.from) rest.push(`created_at >= ${bind(filter.from)}`);
  if (filter.to) rest.push(`created_at < ${bind(filter.to)}`);
  if (filter.status !== undefined) rest.push(`status = ${bind(filter.status)}`);
  const { rows } = await db.pool.query<RunSummaryRow & { scanned: number; last_scanned: string }>(
    `with slice as materialized (select * from runs where ${indexed.join(" and ")} order by id desc limit ${bind(size)}),
       extent as (select count(*)::int as scanned, min(id) as last_scanned from slice),
       found as (select * from slice where ${rest.join(" and ")} order by id desc limit ${bind(limit)})
     select extent.scanned, extent.last_scanned, r.id, r.event_id, e.type as event_type, r.pipeline_id, v.number as version, r.replay, r.status, r.reason,
       r.created_at, r.started_at, r.finished_at, ${deliveryCountsSql("r.id")} as deliveries
     from extent left join found r on true left join events e on e.id = r.event_id left join pipeline_versions v on v.id = r.pipeline_version_id
     order by r.id desc`,
    values,
  );
  const [first] = rows;
  return {
    rows: rows.filter((row) => row.id !== null).map(({ scanned: _, last_scanned: __, ...row }) => row),
    scanned: first?.scanned ?? 0,
    lastScanned: first?.last_scanned ?? null,
  };
}
