import type { Database } from "@/lib/db";

export type ConnectionUse = { connectionId: string; id: string; slug: string; name: string; isDeployed: boolean };

/** Pipelines that send or ask a model through one of the connections, deployed or in their draft. */
export async function usesOfConnections(organizationId: string, { pool }: Database, connectionIds: string[]): Promise<ConnectionUse[]> {
  const { rows } = await pool.query<ConnectionUse>(usesSql, [organizationId, connectionIds]);
  return rows;
}

/** How many deliveries wait for each connection; 1,001 stands for more than a thousand. */
export async function heldByConnection(organizationId: string, { pool }: Database, connectionIds: string[]): Promise<Map<string, number>> {
  const { rows } = await pool.query<{ connectionId: string; held: number }>(heldSql, [organizationId, connectionIds]);
  return new Map(rows.map((row) => [row.connectionId, row.held]));
}

const named = (definition: string, isDeployed: boolean, from: string) => `
  SELECT p.id, p.slug, p.name, ${isDeployed} AS is_deployed, d ->> 'connection' AS connection
  FROM ${from}, jsonb_array_elements(${definition} -> 'destinations') d WHERE p.organization_id = $1 AND p.status <> 'archived'
  UNION ALL
  SELECT p.id, p.slug, p.name, ${isDeployed}, split_part(s -> 'config' ->> 'model', '/', 1)
  FROM ${from}, jsonb_array_elements(${definition} -> 'steps') s WHERE p.organization_id = $1 AND p.status <> 'archived'`;

// A draft names a connection by its id or its slug, a version by its id.
const usesSql = `
WITH named AS (
  ${named("v.definition", true, "pipelines p JOIN pipeline_versions v ON v.id = p.active_version_id")}
  UNION ALL
  ${named("p.draft", false, "pipelines p")}
)
SELECT c.id AS "connectionId", n.id, n.slug, n.name, bool_or(n.is_deployed) AS "isDeployed"
FROM named n JOIN connections c ON c.organization_id = $1 AND n.connection IN (c.id, c.slug)
WHERE c.id = ANY ($2)
GROUP BY c.id, n.id, n.slug, n.name
ORDER BY n.name, n.id`;

const heldSql = `
SELECT c.id AS "connectionId", held.count AS held
FROM unnest($2::text[]) AS c(id)
CROSS JOIN LATERAL (
  SELECT count(*)::int AS count FROM (
    SELECT 1 FROM deliveries d WHERE d.connection_id = c.id AND d.status = 'held' AND d.organization_id = $1 LIMIT 1001
  ) few
) held
WHERE held.count > 0`;
