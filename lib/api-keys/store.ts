import type { Pool } from "pg";
import type { Prisma } from "@/generated/prisma/client";
import { writeAuditEntry, type Caller } from "@/lib/audit/store";
import type { Database } from "@/lib/db";
import { toRateLimit } from "@/lib/ingest/rate-limit";
import { apiKeyChannel } from "./api-key-channel";
import { isScope, type Scope } from "./scopes";
import type { VerifiedKey } from "./verify-api-key";

export type ApiKeyRow = {
  id: string;
  name: string;
  prefix: string;
  scopes: string[];
  sourceId: string;
  createdBy: string | null;
  lastUsedAt: Date | null;
  expiresAt: Date | null;
  revokedAt: Date | null;
  createdAt: Date;
  ratePerSecond: number | null;
  rateBurst: number | null;
};

export type NewApiKeyRow = {
  id: string;
  name: string;
  keyHash: string;
  prefix: string;
  scopes: Scope[];
  sourceId: string;
  createdBy: string | null;
  expiresAt: Date | null;
  ratePerSecond: number | null;
  rateBurst: number | null;
};

const shown = {
  id: true, name: true, prefix: true, scopes: true, sourceId: true, createdBy: true,
  lastUsedAt: true, expiresAt: true, revokedAt: true, createdAt: true, ratePerSecond: true, rateBurst: true,
} as const;

export async function insertKey(organizationId: string, row: NewApiKeyRow, { prisma }: Database): Promise<ApiKeyRow> {
  const { id, name, prefix, scopes } = row;
  return prisma.$transaction(async (tx) => {
    const key = await tx.apiKey.create({ data: { organizationId, ...row }, select: shown });
    await writeAuditEntry(tx, { organizationId, actor: row.createdBy ?? "system" }, { action: "key.created", subject: id, detail: { name, prefix, scopes } });
    return key;
  });
}

/** Newest first, one more than `limit` if there is one. */
export async function listKeys(
  organizationId: string,
  page: { limit: number; cursor?: string },
  { prisma }: Database,
): Promise<ApiKeyRow[]> {
  return prisma.apiKey.findMany({
    where: { organizationId, ...(page.cursor && { id: { lt: page.cursor } }) },
    orderBy: { id: "desc" },
    take: page.limit + 1,
    select: shown,
  });
}

/** What ids in rows of keys stand for. `creators` by the actor's name in the audit log. */
export type KeyNames = { sources: Map<string, string>; creators: Map<string, string> };

export async function namesOfKeys(organizationId: string, rows: ApiKeyRow[], { prisma }: Database): Promise<KeyNames> {
  const ids = (kind: string) => rows.flatMap(({ createdBy }) => (createdBy?.startsWith(`${kind}:`) ? [createdBy.slice(kind.length + 1)] : []));
  const [sources, users, keys] = await Promise.all([
    prisma.source.findMany({ where: { organizationId, id: { in: rows.map((row) => row.sourceId) } }, select: { id: true, slug: true } }),
    // Also one who left: their keys still name them.
    prisma.user.findMany({ where: { id: { in: ids("user") } }, select: { id: true, name: true, email: true } }),
    prisma.apiKey.findMany({ where: { organizationId, id: { in: ids("key") } }, select: { id: true, name: true } }),
  ]);
  return {
    sources: new Map(sources.map(({ id, slug }) => [id, slug])),
    creators: new Map([
      ...users.map(({ id, name, email }): [string, string] => [`user:${id}`, name ?? email]),
      ...keys.map(({ id, name }): [string, string] => [`key:${id}`, name]),
    ]),
  };
}

/** Revokes and tells every process; false if the organization has no such key. Revoking twice is fine. */
export async function markKeyRevoked(caller: Caller, keyId: string, { prisma }: Database): Promise<boolean> {
  return prisma.$transaction(async (tx) => {
    const rows = await tx.$queryRaw<{ name: string; prefix: string; isNew: boolean }[]>`
      WITH before AS (SELECT id, revoked_at FROM api_keys WHERE organization_id = ${caller.organizationId} AND id = ${keyId} FOR UPDATE),
      revoked AS (
        UPDATE api_keys k SET revoked_at = coalesce(k.revoked_at, now()) FROM before WHERE k.id = before.id
        RETURNING k.name, k.prefix, k.key_hash, before.revoked_at IS NULL AS is_new
      )
      SELECT name, prefix, is_new AS "isNew", pg_notify(${apiKeyChannel}, key_hash)::text FROM revoked`;
    const [row] = rows;
    if (row?.isNew) await writeAuditEntry(tx, caller, { action: "key.revoked", subject: keyId, detail: { name: row.name, prefix: row.prefix } });
    return row !== undefined;
  });
}

/** Revokes every usable key of that maker and tells every process; what names those it revoked. */
export async function markKeysOfMemberRevoked(organizationId: string, userId: string, tx: Prisma.TransactionClient): Promise<{ id: string; name: string; prefix: string }[]> {
  return tx.$queryRaw<{ id: string; name: string; prefix: string }[]>`
    WITH revoked AS (
      UPDATE api_keys SET revoked_at = now()
      WHERE organization_id = ${organizationId} AND created_by = ${`user:${userId}`} AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())
      RETURNING id, name, prefix, key_hash
    )
    SELECT id, name, prefix, pg_notify(${apiKeyChannel}, key_hash)::text FROM revoked ORDER BY id`;
}

/** By hash alone: the key is what tells the organization. */
export async function findUsableKey(pool: Pool, keyHash: string): Promise<VerifiedKey | null> {
  const result = await pool.query<Omit<VerifiedKey, "scopes" | "limit"> & { scopes: string[]; perSecond: number | null; burst: number | null }>({
    name: "find_usable_key",
    text: `SELECT id, organization_id AS "organizationId", source_id AS "sourceId", scopes, rate_per_second AS "perSecond", rate_burst AS burst,
             (extract(epoch FROM expires_at) * 1000)::float8 AS "expiresAtMs"
           FROM api_keys
           WHERE key_hash = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())`,
    values: [keyHash],
  });
  const row = result.rows[0];
  if (!row) return null;
  const { perSecond, burst, scopes, ...key } = row;
  return { ...key, scopes: scopes.filter(isScope), limit: toRateLimit(perSecond, burst) };
}

export async function touchKey(pool: Pool, keyId: string): Promise<void> {
  await pool.query(
    `UPDATE api_keys SET last_used_at = now()
     WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')`,
    [keyId],
  );
}

/** The id of the source named by id or slug, `default` unless given. */
export async function findSourceId(organizationId: string, idOrSlug: string, { prisma }: Database): Promise<string | null> {
  const source = await prisma.source.findFirst({
    where: { organizationId, OR: [{ id: idOrSlug }, { slug: idOrSlug }] },
    select: { id: true },
  });
  return source?.id ?? null;
}
