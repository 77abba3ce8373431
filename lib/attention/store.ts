import type { Database } from "@/lib/db";
import { pausedCode } from "@/lib/deliveries/paused-code";
import type { Attention } from "./attention-resource";

/** Each is counted up to 100: a dot is shown, not a number to trust. `deadSince` is the least id that counts. */
export async function countAttention(organizationId: string, { pool }: Pick<Database, "pool">, deadSince: string): Promise<Attention> {
  const { rows } = await pool.query<Attention>({ name: "count-attention", text: countSql, values: [organizationId, deadSince] });
  return rows[0] ?? { connections: 0, blocked_destinations: 0, dead_deliveries: 0, notices: 0 };
}

const countSql = `SELECT
  (SELECT count(*)::int FROM (SELECT 1 FROM connections WHERE organization_id = $1 AND status = 'attention' LIMIT 100) c) AS connections,
  (SELECT count(*)::int FROM (
    SELECT 1 FROM destination_attention a JOIN pipelines p ON p.id = a.pipeline_id AND p.status <> 'archived' WHERE a.organization_id = $1 AND a.code <> '${pausedCode}' LIMIT 100
  ) b) AS blocked_destinations,
  (SELECT count(*)::int FROM (SELECT 1 FROM deliveries WHERE organization_id = $1 AND status = 'dead' AND superseded_by IS NULL AND id >= $2 LIMIT 100) d) AS dead_deliveries,
  (SELECT count(*)::int FROM notice_settings WHERE organization_id = $1 AND is_on AND problem_code IS NOT NULL) AS notices`;
