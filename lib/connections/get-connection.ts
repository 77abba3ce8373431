import type { Prisma } from "@/generated/prisma/client";
import type { Database } from "@/lib/db";
import { UserError } from "@/lib/errors";
import { toConnectionResource, type ConnectionResource } from "./connection-resource";
import { findConnectionRow, type ConnectionRow } from "./store";

/** By id or slug; throws `not_found`, for another organization's as well. */
export async function getConnection(db: Database, organizationId: string, idOrSlug: string): Promise<ConnectionResource> {
  return toConnectionResource(await getConnectionRow(db, organizationId, idOrSlug));
}

export async function getConnectionRow(db: Database, organizationId: string, idOrSlug: string, tx: Prisma.TransactionClient = db.prisma): Promise<ConnectionRow> {
  const row = await findConnectionRow(organizationId, tx, idOrSlug);
  if (!row) throw noConnection();
  return row;
}

export function noConnection(): UserError {
  return new UserError("not_found", "There is no such connection");
}
