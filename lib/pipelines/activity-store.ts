import type { Database } from "@/lib/db";
import { pausedCode } from "@/lib/deliveries/paused-code";
import { firstIdAt, timeOfId } from "@/lib/ids";

export type Span = { fromMs: number; toMs: number };

/** How many runs or deliveries of a pipeline, begun in the bucket that starts `at`, stand at a status. */
export type CountRow = { of: "run" | "delivery"; pipeline_id: string; at: Date; status: string; count: number };

/** Two walks of the index (organization, pipeline, id): ids begin with the time of creation. `fromMs` is where a bucket starts. */
export async function countByBucket(organizationId: string, db: Database, pipelineIds: string[], { fromMs, toMs }: Span, bucketMs: number): Promise<CountRow[]> {
  const { rows } = await db.pool.query<CountRow>(
    `select 'run' as of, pipeline_id, date_bin($3 * interval '1 ms', created_at, $4::timestamptz) as at, status, count(*)::int as count
     from runs where organization_id = $1 and pipeline_id = any($2) and id >= $5 and id < $6 group by 2, 3, 4
     union all
     select 'delivery', pipeline_id, date_bin($3 * interval '1 ms', created_at, $4::timestamptz), status, count(*)::int
     from deliveries where organization_id = $1 and pipeline_id = any($2) and id >= $7 and id < $8 group by 2, 3, 4`,
    [organizationId, pipelineIds, bucketMs, new Date(fromMs), firstIdAt("run", fromMs), firstIdAt("run", toMs), firstIdAt("delivery", fromMs), firstIdAt("delivery", toMs)],
  );
  return rows;
}

export type StepCountRow = { step_id: string; seen: number; dropped: number; failed: number; p50_ms: number | null };
export type DestinationCountRow = { destination_id: string; status: string; count: number };
export type NewestRuns = { oldestAtMs: number | null; isCut: boolean; steps: StepCountRow[]; destinations: DestinationCountRow[] };

/** What the pipeline's newest runs since then did, at most `runsMax` of them: a busy hour holds more than a page can wait for. */
export async function countNewestRuns(organizationId: string, db: Database, pipelineId: string, fromMs: number, runsMax: number): Promise<NewestRuns> {
  const extent = await db.pool.query<{ oldest: string | null; n: number }>(
    `select min(id) as oldest, count(*)::int as n
     from (select id from runs where organization_id = $1 and pipeline_id = $2 and id >= $3 order by id desc limit $4) newest`,
    [organizationId, pipelineId, firstIdAt("run", fromMs), runsMax],
  );
  const { oldest = null, n = 0 } = extent.rows[0] ?? {};
  if (oldest === null) return { oldestAtMs: null, isCut: false, steps: [], destinations: [] };
  const [steps, destinations] = await Promise.all([
    db.pool.query<StepCountRow>(
      `select s.step_id, count(*)::int as seen, count(*) filter (where s.status = 'dropped')::int as dropped,
         count(*) filter (where s.status = 'failed')::int as failed, percentile_cont(0.5) within group (order by s.duration_ms) as p50_ms
       from runs r join step_runs s on s.run_id = r.id
       where r.organization_id = $1 and r.pipeline_id = $2 and r.id >= $3 and s.status <> 'skipped' group by s.step_id`,
      [organizationId, pipelineId, oldest],
    ),
    db.pool.query<DestinationCountRow>(
      `select destination_id, status, count(*)::int as count from deliveries
       where organization_id = $1 and pipeline_id = $2 and id >= $3 group by destination_id, status`,
      [organizationId, pipelineId, n === runsMax ? oldest.replace(/^run/, "dlv") : firstIdAt("delivery", fromMs)],
    ),
  ]);
  return { oldestAtMs: timeOfId(oldest), isCut: n === runsMax, steps: steps.rows, destinations: destinations.rows };
}

export type AttentionRow = { pipeline_id: string; destination_id: string; code: string; detail: string };

/** Destinations that need a person: their target refuses, or the connection of a deployed one does. */
export async function findAttention(organizationId: string, db: Database, pipelineIds: string[]): Promise<AttentionRow[]> {
  const { rows } = await db.pool.query<AttentionRow>(
    `select pipeline_id, destination_id, code, detail from destination_attention where organization_id = $1 and pipeline_id = any($2) and code <> '${pausedCode}'
     union
     select p.id, d ->> 'id', c.attention_code, c.attention_detail
     from connections c
     join pipelines p on p.organization_id = c.organization_id and p.id = any($2)
     join pipeline_versions v on v.id = p.active_version_id
     cross join jsonb_array_elements(v.definition -> 'destinations') d
     where c.organization_id = $1 and c.status = 'attention' and d ->> 'connection' = c.id
     order by 1, 2`,
    [organizationId, pipelineIds],
  );
  return rows;
}
