import type { Database } from "@/lib/db";
import { firstIdAt, type IdKind } from "@/lib/ids";
import type { Activity, ActivityHour } from "./activity-resource";

const latencySampleRows = 5000;
const unsettledRowsMax = 20_000;

/** Ids begin with a time, so an hour is a range of the index. */
const range = (kind: IdKind, fromMs: number, toMs: number) => [firstIdAt(kind, fromMs), firstIdAt(kind, toMs)];

export async function readHour(organizationId: string, db: Database, fromMs: number, toMs: number): Promise<ActivityHour> {
  const [events, runs, latency] = await Promise.all([
    db.pool.query<{ n: number }>("select count(*)::int as n from events where organization_id = $1 and id >= $2 and id < $3", [organizationId, ...range("event", fromMs, toMs)]),
    db.pool.query<{ status: string; n: number }>(
      `select status, count(*)::int as n from runs
       where organization_id = $1 and pipeline_id = any(array(select id from pipelines where organization_id = $1)) and id >= $2 and id < $3 group by status`,
      [organizationId, ...range("run", fromMs, toMs)],
    ),
    db.pool.query<{ p50: number | null; p95: number | null }>(
      `select percentile_cont(0.5) within group (order by ms) as p50, percentile_cont(0.95) within group (order by ms) as p95
       from (select status, extract(epoch from finished_at - created_at) * 1000 as ms from deliveries
             where organization_id = $1 and id >= $2 and id < $3 order by id desc limit ${latencySampleRows}) sample
       where status = 'delivered'`,
      [organizationId, ...range("delivery", fromMs, toMs)],
    ),
  ]);
  const count = (...statuses: string[]) => runs.rows.filter(({ status }) => statuses.includes(status)).reduce((sum, { n }) => sum + n, 0);
  return {
    from: new Date(fromMs).toISOString(),
    events: events.rows[0]?.n ?? 0,
    runs: { succeeded: count("succeeded"), filtered: count("filtered"), failed: count("failed"), unfinished: count("queued", "running", "waiting") },
    latency_p50_ms: latency.rows[0]?.p50 ?? null,
    latency_p95_ms: latency.rows[0]?.p95 ?? null,
  };
}

/** Over the newest 20,000 of each status. */
export async function readUnsettled(organizationId: string, db: Database, fromMs: number): Promise<Activity["destinations"]> {
  const slice = (status: string) =>
    `(select pipeline_id, destination_id, kind, status from deliveries where organization_id = $1 and status = '${status}' and superseded_by is null and id >= $2 order by id desc limit ${unsettledRowsMax})`;
  const { rows } = await db.pool.query<Activity["destinations"][number]>(
    `select u.pipeline_id, p.name as pipeline_name, u.destination_id, u.kind, u.retrying, u.held, u.dead
     from (select pipeline_id, destination_id, kind, count(*) filter (where status = 'retrying')::int as retrying,
             count(*) filter (where status = 'held')::int as held, count(*) filter (where status = 'dead')::int as dead, count(*) as n
           from (${["retrying", "held", "dead"].map(slice).join(" union all ")}) unsettled group by 1, 2, 3) u
     left join pipelines p on p.id = u.pipeline_id order by u.n desc limit 20`,
    [organizationId, firstIdAt("delivery", fromMs)],
  );
  return rows;
}
