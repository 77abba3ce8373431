import { z } from "zod";
import { insertAuditEntry, type Caller } from "@/lib/audit/store";
import { inTransaction } from "@/lib/adapters/postgres/in-transaction";
import { jsonbText } from "@/lib/adapters/postgres/jsonb-text";
import type { Database } from "@/lib/db";
import { requestBatchJobSql } from "@/lib/durable/request-batch-job";
import { newId } from "@/lib/ids";
import type { JsonObject } from "@/lib/pipeline/context";
import type { ImportError } from "./import-resource";
import { jsonObjectSchema } from "./json-object";

export const importRequested = "entities/import.requested";

export type EntityImportRow = {
  id: string; status: string; total: number; done: number; created: number; updated: number; failed: number; errors: unknown; reason: string | null; created_at: Date; finished_at: Date | null;
};

const columns = "id, status, total, done, created, updated, failed, errors, reason, created_at, finished_at";
const errorsKept = 1000;

/** Stores the rows with the job that takes them in, in one commit. Call the engine's wake after it. */
export async function insertEntityImport(db: Database, caller: Caller, rows: JsonObject[]): Promise<string> {
  const id = newId("entityImport");
  await inTransaction(db.pool, async (client) => {
    await client.query(insertSql, [id, caller.organizationId, caller.actor, jsonbText(rows), rows.length]);
    await insertAuditEntry(client, caller, { action: "entities.imported", subject: id, detail: { total: rows.length } });
  });
  return id;
}

const insertSql = `
WITH import AS (
  INSERT INTO entity_imports (id, organization_id, actor, rows, total) VALUES ($1, $2, $3, $4::jsonb, $5) RETURNING id, organization_id
),
${requestBatchJobSql(importRequested, "import")}`;

export async function entityImportRows(organizationId: string, db: Database, by: { id: string } | { newest: number }): Promise<EntityImportRow[]> {
  const { rows } = await db.pool.query<EntityImportRow>(
    `SELECT ${columns} FROM entity_imports WHERE organization_id = $1 AND ($2::text IS NULL OR id = $2) ORDER BY id DESC LIMIT $3`,
    [organizationId, "id" in by ? by.id : null, "id" in by ? 1 : by.newest],
  );
  return rows;
}

/** An import that is over stays as it is. Its rows are not kept. */
export async function endEntityImport(organizationId: string, db: Database, id: string, status: "cancelled" | "failed", reason: string | null): Promise<void> {
  await db.pool.query(
    "UPDATE entity_imports SET status = $3, reason = $4, rows = '[]', finished_at = now() WHERE organization_id = $1 AND id = $2 AND status = 'running'",
    [organizationId, id, status, reason],
  );
}

/** How one row went. */
export type RowOutcome = { kind: "created" | "updated" } | { kind: "failed"; errors: Omit<ImportError, "row">[] };

/**
 * Writes the next `size` rows and moves the import past them, in one commit: a repetition after a crash goes on behind
 * them. Answers whether it is over.
 */
export function importNextBatch(
  db: Database,
  organizationId: string,
  id: string,
  size: number,
  write: (client: { query: Database["pool"]["query"] }, row: JsonObject) => Promise<RowOutcome>,
): Promise<boolean> {
  return inTransaction(db.pool, async (client) => {
    const { rows: found } = await client.query<{ total: number; done: number; errors: unknown[]; batch: unknown }>(
      `SELECT total, done, errors, (SELECT jsonb_agg(rows -> n) FROM generate_series(done, least(done + $3, total) - 1) n) AS batch
       FROM entity_imports WHERE organization_id = $1 AND id = $2 AND status = 'running' FOR UPDATE`,
      [organizationId, id, size],
    );
    const [job] = found;
    if (!job) return true;
    const batch = z.array(jsonObjectSchema).parse(job.batch ?? []);
    const counts = { created: 0, updated: 0, failed: 0 };
    const errors: ImportError[] = [];
    for (const [n, row] of batch.entries()) {
      const outcome = await write(client, row);
      counts[outcome.kind] += 1;
      if (outcome.kind === "failed") errors.push(...outcome.errors.map((error) => ({ row: job.done + n + 1, ...error })));
    }
    const isOver = job.done + batch.length >= job.total;
    await client.query(
      `UPDATE entity_imports SET done = done + $2, created = created + $3, updated = updated + $4, failed = failed + $5, errors = errors || $6::jsonb,
         status = CASE WHEN $7 THEN 'done' ELSE status END, rows = CASE WHEN $7 THEN '[]' ELSE rows END, finished_at = CASE WHEN $7 THEN now() END
       WHERE id = $1`,
      [id, batch.length, counts.created, counts.updated, counts.failed, jsonbText(errors.slice(0, Math.max(0, errorsKept - job.errors.length))), isOver],
    );
    return isOver;
  });
}
