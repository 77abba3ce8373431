import { insertAuditEntry, type Caller } from "@/lib/audit/store";
import type { Database } from "@/lib/db";
import { enqueueJobsSql } from "@/lib/durable/embedded/enqueue-sql";
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
  const client = await db.pool.connect();
  const id = newId("replayJob");
  try {
    await client.query("BEGIN");
    const { sql, values } = conditionOf(organizationId, choice);
    const { rows } = await client.query<{ total: number; bound_id: string | null }>(`select count(*)::int as total, max(id) as bound_id from deliveries d where ${sql}`, values);
    const { total = 0, bound_id: boundId = null } = rows[0] ?? {};
    await client.query(insertSql, [id, organizationId, filter, total, boundId ?? ""]);
    await insertAuditEntry(client, caller, { action: "deliveries.replayed", subject: id, detail: { filter: { ...filter }, total } });
    await client.query("COMMIT");
    return id;
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  } finally {
    client.release();
  }
}

const insertSql = `
WITH job AS (
  INSERT INTO replay_jobs (id, organization_id, filter, total, bound_id) VALUES ($1, $2, $3, $4, $5) RETURNING id, organization_id
),
requested AS (
  SELECT '${replayRequested}' AS trigger, id || ':0' AS key, jsonb_build_object('organizationId', organization_id, 'jobId', id, 'round', 0) AS data,
    NULL::timestamptz AS due, NULL::text AS lane, NULL::int AS lane_ms, NULL::int AS lane_max, 1 AS ord
  FROM job
)
${enqueueJobsSql("requested")}`;

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
export async function replayNextBatch(
  db: Database,
  organizationId: string,
  id: string,
  size: number,
  choose: (filter: ReplayFilter) => Promise<Choice | null>,
): Promise<{ isOver: boolean; replayed: number }> {
  const client = await db.pool.connect();
  try {
    await client.query("BEGIN");
    const { rows: jobs } = await client.query<ReplayJobRow>("select * from replay_jobs where organization_id = $1 and id = $2 and status = 'running' for update", [organizationId, id]);
    const [job] = jobs;
    const choice = job && (await choose(replayFilterSchema.parse(job.filter)));
    if (!job || !choice) {
      if (job) await client.query("update replay_jobs set status = 'done', finished_at = now() where id = $1", [id]);
      await client.query("COMMIT");
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
    await client.query("COMMIT");
    return { isOver, replayed: sent.length };
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  } finally {
    client.release();
  }
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
