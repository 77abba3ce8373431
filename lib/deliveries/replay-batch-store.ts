import type pg from "pg";
import { inTransaction } from "@/lib/adapters/postgres/in-transaction";
import type { Database } from "@/lib/db";
import type { BatchOutcome } from "@/lib/durable/batch-job";
import { notRendered, replayChoiceSchema, sendsAsRendered, type ReplayChoice } from "./replay-choice";
import { replayFilterSchema, type ReplayFilter } from "./replay-job-resource";
import type { ReplayJobRow } from "./replay-job-store";
import { replayScope, type ReplayScope } from "./replay-scope";
import { requeueDeliveries } from "./requeue-deliveries";
import { rerunDeliveries, type Rerun } from "./rerun-deliveries";

const batchRows = 200;

export type ReplayedBatch = BatchOutcome & { replayed: number };

/**
 * Takes the next deliveries of a job, oldest first, and moves the job past them, in one commit: a repetition after a
 * crash goes on behind them, and not before the job's rate allows. `scopeOf` is asked anew each time.
 */
export function replayNextBatch(db: Database, organizationId: string, id: string, scopeOf: (filter: ReplayFilter) => Promise<ReplayScope | null>): Promise<ReplayedBatch> {
  return inTransaction(db.pool, async (client) => {
    const { rows: jobs } = await client.query<ReplayJobRow & { is_early: boolean }>(
      "select *, coalesce(next_at > clock_timestamp(), false) as is_early from replay_jobs where organization_id = $1 and id = $2 and status = 'running' for update",
      [organizationId, id],
    );
    const [job] = jobs;
    if (!job) return { isOver: true, replayed: 0 };
    if (job.is_early && job.next_at) return { isOver: false, notBeforeMs: job.next_at.getTime(), replayed: 0 };
    const scope = await scopeOf(replayFilterSchema.parse(job.filter));
    // A second's worth at most, so that a cancel takes hold within about one.
    const size = Math.min(job.rate ?? batchRows, batchRows);
    const page = scope ? await nextPage(client, organizationId, job, scope, size) : [];
    const ids = page.map((row) => row.id);
    const sent = scope ? await sendAgain(client, organizationId, job, scope, page) : { superseded: [], sends: 0, skipped: [] };
    const skipped = sent.skipped.filter((skip) => ids.includes(skip.id));
    return moveOn(client, job, { replayed: sent.superseded.length, sends: sent.sends, skipped, lastId: ids.at(-1), isOver: page.length < size || ids.at(-1) === job.bound_id });
  });
}

type Page = { id: string; is_rendered: boolean }[];

/** What is left of the scope: behind the last that was taken, and there when the job was asked for. */
function leftOf(organizationId: string, job: ReplayJobRow, scope: ReplayScope): { sql: string; values: unknown[] } {
  const { sql, values } = replayScope(organizationId, scope);
  return { sql: `${sql} and d.id > $${values.push(job.last_id)} and d.id <= $${values.push(job.bound_id)}`, values };
}

async function nextPage(client: pg.PoolClient, organizationId: string, job: ReplayJobRow, scope: ReplayScope, size: number): Promise<Page> {
  const { sql, values } = leftOf(organizationId, job, scope);
  const { rows } = await client.query<Page[number]>(`select d.id, d.message is not null as is_rendered from deliveries d where ${sql} order by d.id limit $${values.push(size)}`, values);
  return rows;
}

async function sendAgain(client: pg.PoolClient, organizationId: string, job: ReplayJobRow, scope: ReplayScope, page: Page): Promise<Rerun> {
  if (page.length === 0) return { superseded: [], sends: 0, skipped: [] };
  const choice = replayChoiceSchema.parse({ from: job.send_from, version: job.version });
  if (!sendsAsRendered(choice)) return rerunDeliveries(client, organizationId, await withSiblings(client, organizationId, job, scope, page, choice), choice);
  const skipped = page.filter((row) => !row.is_rendered).map(({ id }) => ({ id, reason: notRendered }));
  const requeued = await requeueDeliveries(client, organizationId, { ids: page.map(({ id }) => id) });
  return { superseded: requeued, sends: requeued.length, skipped };
}

/** All that is left of what the page's runs send: an event runs once, however many of its deliveries fit. */
async function withSiblings(client: pg.PoolClient, organizationId: string, job: ReplayJobRow, scope: ReplayScope, page: Page, { from }: ReplayChoice): Promise<string[]> {
  const { sql, values } = leftOf(organizationId, job, scope);
  const ids = values.push(page.map(({ id }) => id));
  const { rows } = await client.query<{ id: string }>(
    `select distinct d.id from deliveries p
     join runs r on r.organization_id = $1 and r.event_id = p.event_id and r.pipeline_id = p.pipeline_id
     join deliveries d on d.run_id = r.id${from === "destination" ? " and d.destination_id = p.destination_id" : ""}
     where p.organization_id = $1 and p.id = any($${ids}) and ${sql}
     union select unnest($${ids}::text[])`,
    values,
  );
  return rows.map(({ id }) => id);
}

type Moved = { replayed: number; sends: number; skipped: Rerun["skipped"]; lastId: string | undefined; isOver: boolean };

async function moveOn(client: pg.PoolClient, job: ReplayJobRow, { replayed, sends, skipped, lastId, isOver }: Moved): Promise<ReplayedBatch> {
  const skips = { ...job.skips };
  for (const { reason } of skipped) skips[reason] = (skips[reason] ?? 0) + 1;
  const pauseMs = job.rate === null || isOver || sends === 0 ? null : (sends / job.rate) * 1000;
  const { rows } = await client.query<{ next_at: Date | null }>(
    `update replay_jobs set last_id = coalesce($2, last_id), replayed = least(total, replayed + $3), skips = $5,
       skipped = case when $4 then greatest(total - replayed - $3, 0) else skipped + $6 end,
       status = case when $4 then 'done' else status end, finished_at = case when $4 then clock_timestamp() end,
       next_at = clock_timestamp() + $7::float8 * interval '1 ms' where id = $1 returning next_at`,
    [job.id, lastId ?? null, replayed, isOver, skips, skipped.length, pauseMs],
  );
  const nextAt = rows[0]?.next_at;
  return { isOver, replayed, ...(nextAt ? { notBeforeMs: nextAt.getTime() } : {}) };
}
