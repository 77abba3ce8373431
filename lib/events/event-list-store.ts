import type { Database } from "@/lib/db";
import { firstIdAt } from "@/lib/ids";
import { eventColumns, type EventRow } from "./store";
import type { Slice, SliceOrder } from "./walk";

export type EventFilter = {
  type?: string | undefined;
  sourceId?: string | undefined;
  runStatus?: string | undefined;
  text?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
  /** Only newer ones than the event of this id. */
  after?: string | undefined;
};

/**
 * Walks one of the indexes (organization [, type | source], id) backwards over at most `size` events. What that index
 * does not know is asked of those alone.
 */
export async function sliceEvents(organizationId: string, db: Database, filter: EventFilter, { cursor, limit, size }: SliceOrder): Promise<Slice<EventRow>> {
  const values: unknown[] = [organizationId];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const indexed = ["organization_id = $1"];
  const rest = ["true"];
  if (filter.type !== undefined) indexed.push(`type = ${bind(filter.type)}`);
  if (filter.sourceId !== undefined) (filter.type === undefined ? indexed : rest).push(`source_id = ${bind(filter.sourceId)}`);
  if (cursor !== undefined) indexed.push(`id < ${bind(cursor)}`);
  if (filter.after !== undefined) indexed.push(`id > ${bind(filter.after)}`);
  // Ids begin with the time of acceptance: they bound the walk, received_at (another machine's clock) decides.
  if (filter.from) indexed.push(`id >= ${bind(firstIdAt("event", filter.from.getTime() - clockSlackMs))}`);
  if (filter.to) indexed.push(`id < ${bind(firstIdAt("event", filter.to.getTime() + clockSlackMs))}`);
  if (filter.from) rest.push(`received_at >= ${bind(filter.from)}`);
  if (filter.to) rest.push(`received_at < ${bind(filter.to)}`);
  if (filter.runStatus !== undefined) rest.push(`exists (select 1 from runs r where r.event_id = e.id and r.status = ${bind(filter.runStatus)})`);
  if (filter.text !== undefined) rest.push(`payload::text ilike ${bind(`%${filter.text.replaceAll(/[\\%_]/g, "\\$&")}%`)}`);

  const { rows } = await db.pool.query<EventRow & { scanned: number; last_scanned: string }>(
    `with slice as materialized (select * from events where ${indexed.join(" and ")} order by id desc limit ${bind(size)}),
       extent as (select count(*)::int as scanned, min(id) as last_scanned from slice),
       found as (select * from slice e where ${rest.join(" and ")} order by id desc limit ${bind(limit)})
     select extent.scanned, extent.last_scanned, ${eventColumns}
     from extent left join found e on true left join sources s on s.id = e.source_id order by e.id desc`,
    values,
  );
  const [first] = rows;
  return { rows: rows.filter((row) => row.id !== null), scanned: first?.scanned ?? 0, lastScanned: first?.last_scanned ?? null };
}

/** How far the clocks of two machines may lie apart. */
export const clockSlackMs = 60_000;

export type RunSummaryRow = {
  id: string;
  event_id: string;
  pipeline_id: string;
  pipeline: string | null;
  pipeline_name: string | null;
  replay: number;
  status: string;
  reason: string | null;
  /** How many of its deliveries have each status; null when it has none. */
  deliveries: Record<string, number> | null;
};

export async function runsOfEvents(organizationId: string, db: Database, eventIds: string[]): Promise<RunSummaryRow[]> {
  const { rows } = await db.pool.query<RunSummaryRow>(
    `select r.id, r.event_id, r.pipeline_id, p.slug as pipeline, p.name as pipeline_name, r.replay, r.status, r.reason, ${deliveryCountsSql("r.id")} as deliveries
     from runs r left join pipelines p on p.id = r.pipeline_id
     where r.organization_id = $1 and r.event_id = any($2) order by r.id`,
    [organizationId, eventIds],
  );
  return rows;
}

/** Goes through the unique index on a delivery's run. */
export function deliveryCountsSql(runId: string): string {
  return `(select json_object_agg(status, n) from (select status, count(*)::int as n from deliveries where run_id = ${runId} group by status) counted)`;
}
