import type { Prisma } from "@/generated/prisma/client";
import type { Database } from "@/lib/db";
import type { Json } from "@/lib/durable/contract";
import type { SchemaIdempotency } from "./idempotency";
import type { SchemaMode } from "./schema-input";

export type SchemaRow = {
  id: string;
  eventType: string;
  version: number;
  mode: SchemaMode;
  definition: Json;
  idempotency: SchemaIdempotency | null;
  createdAt: Date;
};

const columns = `id, event_type AS "eventType", version, mode, definition, idempotency, created_at AS "createdAt"`;

/** The newest version of each type, by name; one more than `limit` if there is one. */
export async function listSchemaRows(organizationId: string, page: { limit: number; cursor?: string | undefined }, { pool }: Database): Promise<SchemaRow[]> {
  const { rows } = await pool.query<SchemaRow>(
    `SELECT DISTINCT ON (event_type) ${columns} FROM event_schemas
     WHERE organization_id = $1 AND ($2::text IS NULL OR event_type > $2) ORDER BY event_type, version DESC LIMIT $3`,
    [organizationId, page.cursor ?? null, page.limit + 1],
  );
  return rows;
}

/** Newest first; none where the type is not declared. */
export async function schemaVersions(organizationId: string, type: string, { pool }: Database, limit = 100): Promise<SchemaRow[]> {
  const { rows } = await pool.query<SchemaRow>(
    `SELECT ${columns} FROM event_schemas WHERE organization_id = $1 AND event_type = $2 ORDER BY version DESC LIMIT $3`,
    [organizationId, type, limit],
  );
  return rows;
}

/** Locks the organization's row: two changes of one type follow one another. */
export async function newestVersion(organizationId: string, type: string, tx: Prisma.TransactionClient): Promise<number> {
  await tx.$queryRaw`SELECT 1 FROM organizations WHERE id = ${organizationId} FOR UPDATE`;
  const newest = await tx.eventSchema.findFirst({ where: { organizationId, eventType: type }, orderBy: { version: "desc" }, select: { version: true } });
  return newest?.version ?? 0;
}

export async function insertSchema(organizationId: string, row: Omit<SchemaRow, "createdAt">, tx: Prisma.TransactionClient): Promise<Date> {
  const { idempotency, definition, ...rest } = row;
  const { createdAt } = await tx.eventSchema.create({
    data: { organizationId, ...rest, definition: definition as Prisma.InputJsonObject, ...(idempotency && { idempotency }) },
    select: { createdAt: true },
  });
  await raiseRevision(organizationId, tx);
  return createdAt;
}

/** All versions; how many there were. */
export async function removeSchemas(organizationId: string, type: string, tx: Prisma.TransactionClient): Promise<number> {
  const { count } = await tx.eventSchema.deleteMany({ where: { organizationId, eventType: type } });
  if (count > 0) await raiseRevision(organizationId, tx);
  return count;
}

/** The gate of every process checks by what is in the database after this transaction. */
async function raiseRevision(organizationId: string, tx: Prisma.TransactionClient): Promise<void> {
  await tx.organization.update({ where: { id: organizationId }, data: { routingRevision: { increment: 1 } } });
}

/** What is declared now of each type that is. */
export async function newestSchemas(organizationId: string, types: string[], pool: Database["pool"]): Promise<Map<string, Json>> {
  const { rows } = await pool.query<{ type: string; definition: Json }>(
    `SELECT DISTINCT ON (event_type) event_type AS type, definition FROM event_schemas
     WHERE organization_id = $1 AND event_type = ANY ($2::text[]) AND mode <> 'off' ORDER BY event_type, version DESC`,
    [organizationId, types],
  );
  return new Map(rows.map(({ type, definition }) => [type, definition]));
}
