import { insertAuditEntry, type Caller } from "@/lib/audit/store";
import { inTransaction } from "@/lib/adapters/postgres/in-transaction";
import type { Database } from "@/lib/db";
import { requestBatchJobSql } from "@/lib/durable/request-batch-job";
import { deliveryConditions, type DeliveryFilter } from "@/lib/events/delivery-list-store";
import { newId } from "@/lib/ids";
import { replayFilterSchema, type ReplayFilter, type ReplayJob } from "./replay-job-resource";
import { requeueDeliveries } from "./requeue-deliveries";

export const replayRequested = "deliveries/replay.requested";

type Choice = DeliveryFilter & { ids?: string[] | undefined };

export type ReplayJobRow = {
  id: string; filter: unknown; status: ReplayJob["status"]; total: number; replayed: number; skipped: number; last_id: string; bound_id: string;
  reason: string | null; created_at: Date; finished_at: Date | null;
};

/** Counts what fits and stores the job with its trigger, in one commit. Call the engine's wake after it. */
export async function insertReplayJob(db: Database, caller: Caller, filter: ReplayFilter, choice: Choice): Promise<string> {
  const { organizationId } = caller;
  const id = newId("replayJob");
  await inTransaction(db.pool, async (client) => {
    const { sql, values } = conditionOf(organizationId, choice);
    const { rows } = await client.query<{ total: number; bound_id: string | null }>(`select count(*)::int as total, max(id) as bound_id from deliveries d where ${sql}`, values);
    const { total = 0, bound_id: boundId = null } = rows[0] ?? {};
    await client.query(insertSql, [id, organizationId, filter, total, boundId ?? ""]);
    await insertAuditEntry(client, caller, { action: "deliveries.replayed", subject: id, detail: { filter: { ...filter }, total } });
  });
  return id;
}

const insertSql = `
WITH job AS (
  INSERT INTO replay_jobs (id, organization_id, filter, total, bound_id) VALUES ($1, $2, $3, $4, $5) RETURNING id, organization_id
),
${requestBatchJobSql(replayRequested, "job")}`;

export async function replayJobRows(organizationId: string, db: Database, by: { id: string } | { newest: number }): Promise<ReplayJobRow[]> {
  const { rows } = await db.pool.query<ReplayJobRow>(
    "select * from replay_jobs where organization_id = $1 and ($2::text is null or id = $2) order by id desc limit $3",
    [organizationId, "id" in by ? by.id : null, "id" in by ? 1 : by.newest],
  );
  return rows;
}

/** A job that is over stays as it is. */
export async function endReplayJob(organizationId: string, db: Database, id: string, status: "cancelled" | "failed", reason: string | null): Promise<void> {
  await db.pool.query("update replay_jobs set status = $3, reason = $4, finished_at = now() where organization_id = $1 and id = $2 and status = 'running'", [organizationId, id, status, reason]);
}

/**
 * Takes the next `size` deliveries of a job, oldest first, and moves the job past them, in one commit: a repetition after
 * a crash goes on behind them. `choose` is asked anew each time. Answers whether the job is over and how many were sent.
 */
export function replayNextBatch(
  db: Database,
  organizationId: string,
  id: string,
  size: number,
  choose: (filter: ReplayFilter) => Promise<Choice | null>,
): Promise<{ isOver: boolean; replayed: number }> {
  return inTransaction(db.pool, async (client) => {
    const { rows: jobs } = await client.query<ReplayJobRow>("select * from replay_jobs where organization_id = $1 and id = $2 and status = 'running' for update", [organizationId, id]);
    const [job] = jobs;
    const choice = job && (await choose(replayFilterSchema.parse(job.filter)));
    if (!job || !choice) {
      if (job) await client.query("update replay_jobs set status = 'done', finished_at = now() where id = $1", [id]);
      return { isOver: true, replayed: 0 };
    }
    const { sql, values } = conditionOf(organizationId, choice);
    const from = values.push(job.last_id);
    const { rows } = await client.query<{ id: string }>(
      `select d.id from deliveries d where ${sql} and d.id > $${from} and d.id <= $${values.push(job.bound_id)} order by d.id limit $${values.push(size)}`,
      values,
    );
    const sent = rows.length === 0 ? [] : await requeueDeliveries(client, organizationId, { ids: rows.map((row) => row.id) });
    const isOver = rows.length < size;
    await client.query(
      `update replay_jobs set last_id = coalesce($2, last_id), replayed = replayed + $3,
         skipped = case when $4 then greatest(total - replayed - $3, 0) else skipped end,
         status = case when $4 then 'done' else status end, finished_at = case when $4 then now() end where id = $1`,
      [id, rows.at(-1)?.id ?? null, sent.length, isOver],
    );
    return { isOver, replayed: sent.length };
  });
}

/** Only the statuses that can be sent again are ever asked for, and the partial index holds those. */
function conditionOf(organizationId: string, { ids, statuses = [], ...filter }: Choice): { sql: string; values: unknown[] } {
  const values: unknown[] = [organizationId];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const conditions = ["d.organization_id = $1", "d.message is not null", `d.status in (${statuses.map((status) => `'${status}'`).join(", ")})`, ...deliveryConditions(filter, bind)];
  if (filter.pipelineId !== undefined) conditions.push(`d.pipeline_id = ${bind(filter.pipelineId)}`);
  if (ids) conditions.push(`d.id = any(${bind(ids)})`);
  return { sql: conditions.join(" and "), values };
}
