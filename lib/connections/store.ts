import { Prisma, type Connection } from "@/generated/prisma/client";
import type { Database } from "@/lib/db";

export type ConnectionRow = Omit<Connection, "secretsEncrypted">;
export type SealedConnection = Pick<Connection, "id" | "kind" | "slug" | "revision" | "secretsEncrypted">;

const withoutSecrets = { secretsEncrypted: true } as const;

export async function listConnectionRows(
  organizationId: string,
  db: Database,
  page: { kind?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<ConnectionRow[]> {
  return db.prisma.connection.findMany({
    where: { organizationId, ...(page.kind ? { kind: page.kind } : {}), ...(page.cursor ? { id: { lt: page.cursor } } : {}) },
    orderBy: { id: "desc" },
    take: page.limit + 1,
    omit: withoutSecrets,
  });
}

export async function findConnectionRow(organizationId: string, tx: Prisma.TransactionClient, idOrSlug: string): Promise<ConnectionRow | null> {
  return tx.connection.findFirst({ where: { organizationId, OR: [{ id: idOrSlug }, { slug: idOrSlug }] }, omit: withoutSecrets });
}

export async function findSealedConnection(organizationId: string, db: Database, idOrSlug: string): Promise<SealedConnection | null> {
  return db.prisma.connection.findFirst({
    where: { organizationId, OR: [{ id: idOrSlug }, { slug: idOrSlug }] },
    select: { id: true, kind: true, slug: true, revision: true, secretsEncrypted: true },
  });
}

export async function slugsStartingWith(organizationId: string, db: Database, start: string): Promise<string[]> {
  const rows = await db.prisma.connection.findMany({ where: { organizationId, slug: { startsWith: start } }, select: { slug: true } });
  return rows.map((row) => row.slug);
}

export type NewConnection = {
  id: string;
  slug: string;
  name: string;
  kind: string;
  summary: Prisma.InputJsonObject;
  secretsEncrypted: Buffer;
};

/** Null when the slug is taken. */
export async function insertConnection(organizationId: string, tx: Prisma.TransactionClient, row: NewConnection): Promise<ConnectionRow | null> {
  const { count } = await tx.connection.createMany({
    data: [{ ...row, organizationId, secretsEncrypted: new Uint8Array(row.secretsEncrypted) }],
    skipDuplicates: true,
  });
  return count === 1 ? findConnectionRow(organizationId, tx, row.id) : null;
}

export type ConnectionChange = {
  slug: string;
  name: string;
  /** Present when the config changed. */
  sealed?: { summary: Prisma.InputJsonObject; secretsEncrypted: Buffer };
};

/** False when it was changed or deleted since `revision`. */
export async function changeConnection(
  organizationId: string,
  tx: Prisma.TransactionClient,
  id: string,
  revision: number,
  change: ConnectionChange,
): Promise<boolean> {
  const sealed = change.sealed && {
    summary: change.sealed.summary,
    secretsEncrypted: new Uint8Array(change.sealed.secretsEncrypted),
    revision: { increment: 1 },
  };
  const { count } = await tx.connection.updateMany({
    where: { organizationId, id, revision },
    data: { slug: change.slug, name: change.name, ...sealed },
  });
  return count === 1;
}

/** Only at the revision that failed: an answer to an old token must not mark the new one. */
export async function setAttention(
  organizationId: string,
  tx: Prisma.TransactionClient,
  id: string,
  attention: { code: string; detail: string; revision: number },
): Promise<boolean> {
  const { count } = await tx.connection.updateMany({
    where: { organizationId, id, revision: attention.revision, status: "active" },
    data: { status: "attention", attentionCode: attention.code, attentionDetail: attention.detail },
  });
  return count === 1;
}

/** Locks the connection against deploys that would begin to use it. */
export async function lockConnection(organizationId: string, tx: Prisma.TransactionClient, id: string): Promise<boolean> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select id from connections where organization_id = ${organizationId} and id = ${id} for update`;
  return rows.length === 1;
}

/** Slugs of the pipelines whose deployed version sends through the connection, or asks a model through it. */
export async function pipelinesUsing(organizationId: string, tx: Prisma.TransactionClient, id: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ slug: string }[]>`
    select p.slug from pipelines p join pipeline_versions v on v.id = p.active_version_id
    where p.organization_id = ${organizationId} and p.status <> 'archived'
      and (exists (select 1 from jsonb_array_elements(v.definition -> 'destinations') d where d ->> 'connection' = ${id})
        or exists (select 1 from jsonb_array_elements(v.definition -> 'steps') s where split_part(s -> 'config' ->> 'model', '/', 1) = ${id}))
    order by p.slug`;
  return rows.map((row) => row.slug);
}

export async function removeConnection(organizationId: string, tx: Prisma.TransactionClient, id: string): Promise<void> {
  await tx.connection.deleteMany({ where: { organizationId, id } });
}

export function isSlugTaken(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}
