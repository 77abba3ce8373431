import { insertAuditEntry, type Caller } from "@/lib/audit/store";
import { inTransaction } from "@/lib/adapters/postgres/in-transaction";
import type { Database } from "@/lib/db";
import { requestBatchJobSql } from "@/lib/durable/request-batch-job";
import { newId } from "@/lib/ids";
import type { ReplayCount, ReplayJob, ReplayRequest } from "./replay-job-resource";
import { replayScope, type ReplayScope } from "./replay-scope";

export const replayRequested = "deliveries/replay.requested";

export type ReplayJobRow = {
  id: string; filter: unknown; rate: number | null; send_from: string; version: string; next_at: Date | null; status: ReplayJob["status"];
  total: number; replayed: number; skipped: number; skips: Record<string, number>; last_id: string; bound_id: string;
  reason: string | null; created_at: Date; finished_at: Date | null;
};

export async function countReplay(organizationId: string, db: Database, scope: ReplayScope): Promise<ReplayCount> {
  const { sql, values } = replayScope(organizationId, scope);
  const { rows } = await db.pool.query<ReplayCount>(`select count(*)::int as total, count(*) filter (where d.message is null)::int as without_message from deliveries d where ${sql}`, values);
  return rows[0] ?? { total: 0, without_message: 0 };
}

/** Counts what fits and stores the job with its trigger, in one commit. Call the engine's wake after it. */
export async function insertReplayJob(db: Database, caller: Caller, { filter, from, version, rate = null }: Omit<ReplayRequest, "rate"> & { rate?: number | null | undefined }, scope: ReplayScope): Promise<string> {
  const { organizationId } = caller;
  const id = newId("replayJob");
  await inTransaction(db.pool, async (client) => {
    const { sql, values } = replayScope(organizationId, scope);
    const { rows } = await client.query<{ total: number; bound_id: string | null }>(`select count(*)::int as total, max(id) as bound_id from deliveries d where ${sql}`, values);
    const { total = 0, bound_id: boundId = null } = rows[0] ?? {};
    await client.query(insertSql, [id, organizationId, filter, from, version, rate, total, boundId ?? ""]);
    await insertAuditEntry(client, caller, { action: "deliveries.replayed", subject: id, detail: { filter: { ...filter }, from, version, rate, total } });
  });
  return id;
}

const insertSql = `
WITH job AS (
  INSERT INTO replay_jobs (id, organization_id, filter, send_from, version, rate, total, bound_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id, organization_id
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
