import type { Database } from "@/lib/db";
import { toConnectionResource, type ConnectionResource } from "./connection-resource";
import type { ConnectionRow } from "./store";
import { heldByConnection, usesOfConnections } from "./usage-store";

/** Rows as the API shows them, with who uses them and what waits for them. */
export async function describeConnections(db: Database, organizationId: string, rows: ConnectionRow[]): Promise<ConnectionResource[]> {
  const ids = rows.map((row) => row.id);
  if (ids.length === 0) return [];
  const [uses, held] = await Promise.all([usesOfConnections(organizationId, db, ids), heldByConnection(organizationId, db, ids)]);
  return rows.map((row) =>
    toConnectionResource(row, {
      usedBy: uses.filter(({ connectionId }) => connectionId === row.id).map(({ id, slug, name, isDeployed }) => ({ id, slug, name, is_deployed: isDeployed })),
      held: held.get(row.id) ?? 0,
    }),
  );
}
