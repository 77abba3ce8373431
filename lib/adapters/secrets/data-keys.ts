import type { Pool } from "pg";
import { newId } from "@/lib/ids";
import type { KeyWrapper, WrappedKey } from "@/lib/ports/secrets";

export type DataKeyRow = { id: string; organizationId: string; wrapped: WrappedKey };

/** The organization's data key, made on first use. Of several processes that make one at once, one wins for all. */
export async function ensureDataKey(pool: Pool, wrapper: KeyWrapper, organizationId: string): Promise<DataKeyRow> {
  const existing = await findDataKey(pool, organizationId);
  if (existing) return existing;
  const id = newId("dataKey");
  const { wrapped } = await wrapper.generate({ organizationId, dataKeyId: id });
  await pool.query(
    `insert into data_keys (id, organization_id, wrapped, wrapped_by, updated_at) values ($1, $2, $3, $4, now())
     on conflict (organization_id) do nothing`,
    [id, organizationId, wrapped.bytes, wrapped.wrappedBy],
  );
  const row = await findDataKey(pool, organizationId);
  if (!row) throw new Error("a data key vanished right after it was stored");
  return row;
}

export async function findDataKey(pool: Pool, organizationId: string): Promise<DataKeyRow | undefined> {
  const { rows } = await pool.query<StoredKey>(`${select} where organization_id = $1`, [organizationId]);
  return rows[0] && toRow(rows[0]);
}

/** Up to `limit` data keys wrapped by another key than `wrappedBy`, after the id `afterId`. */
export async function listKeysToRewrap(pool: Pool, wrappedBy: string, afterId: string, limit: number): Promise<DataKeyRow[]> {
  const { rows } = await pool.query<StoredKey>(`${select} where wrapped_by <> $1 and id > $2 order by id limit $3`, [wrappedBy, afterId, limit]);
  return rows.map(toRow);
}

/** False when another process re-wrapped it first. */
export async function replaceWrapping(pool: Pool, row: DataKeyRow, wrapped: WrappedKey): Promise<boolean> {
  const { rowCount } = await pool.query(
    "update data_keys set wrapped = $3, wrapped_by = $4, updated_at = now() where id = $1 and wrapped = $2",
    [row.id, row.wrapped.bytes, wrapped.bytes, wrapped.wrappedBy],
  );
  return rowCount === 1;
}

type StoredKey = { id: string; organization_id: string; wrapped: Buffer; wrapped_by: string };

const select = "select id, organization_id, wrapped, wrapped_by from data_keys";

function toRow(stored: StoredKey): DataKeyRow {
  return { id: stored.id, organizationId: stored.organization_id, wrapped: { bytes: stored.wrapped, wrappedBy: stored.wrapped_by } };
}
