import type pg from "pg";
import { requeueDeliveries, strandedSql } from "./requeue-deliveries";

const batchRows = 500;

/**
 * Lets deliveries go that were held while the reason was being taken away: whoever holds one may have read the mark
 * just before it was cleared. Oldest first, at most 500 a call; answers how many. To be called now and then.
 */
export async function releaseStranded(pool: pg.Pool, wake: () => void): Promise<number> {
  const { rows } = await pool.query<{ organization_id: string; ids: string[] }>(findSql, [batchRows]);
  let released = 0;
  for (const { organization_id: organizationId, ids } of rows) {
    released += (await requeueDeliveries(pool, organizationId, { strandedIds: ids })).length;
  }
  if (released > 0) wake();
  return released;
}

const findSql = `
SELECT organization_id, array_agg(id) AS ids
FROM (SELECT organization_id, id FROM deliveries d WHERE ${strandedSql("d")} ORDER BY id LIMIT $1) stranded
GROUP BY organization_id`;
