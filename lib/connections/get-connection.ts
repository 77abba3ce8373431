import type { Database } from "@/lib/db";
import { UserError } from "@/lib/errors";
import type { ConnectionResource } from "./connection-resource";
import { describeConnections } from "./describe-connections";
import { findConnectionRow, type ConnectionRow } from "./store";

/** By id or slug; throws `not_found`, for another organization's as well. */
export async function getConnection(db: Database, organizationId: string, idOrSlug: string): Promise<ConnectionResource> {
  const [connection] = await describeConnections(db, organizationId, [await getConnectionRow(db, organizationId, idOrSlug)]);
  if (!connection) throw noConnection();
  return connection;
}

export async function getConnectionRow(db: Database, organizationId: string, idOrSlug: string): Promise<ConnectionRow> {
  const row = await findConnectionRow(organizationId, db.prisma, idOrSlug);
  if (!row) throw noConnection();
  return row;
}

export function noConnection(): UserError {
  return new UserError("not_found", "There is no such connection");
}
