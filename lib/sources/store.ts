import { Prisma } from "@/generated/prisma/client";
import type { Database } from "@/lib/db";
import type { EmailSettings } from "@/lib/email-sources/email-address";
import { UserError } from "@/lib/errors";

export const sourceKinds = ["api", "webhook", "email"] as const;
export type SourceKind = (typeof sourceKinds)[number];
export const sourceStatuses = ["active", "paused"] as const;
export type SourceStatus = (typeof sourceStatuses)[number];

export type SourceRow = {
  id: string;
  slug: string;
  name: string;
  kind: string;
  status: string;
  dedupeWindowMs: bigint;
  authMode: string | null;
  ratePerSecond: number | null;
  rateBurst: number | null;
  settings: unknown;
  createdAt: Date;
  updatedAt: Date;
};

export type SourceChange = {
  name?: string | undefined;
  slug?: string | undefined;
  status?: SourceStatus | undefined;
  dedupeWindowMs?: number;
  ratePerSecond?: number | null;
  rateBurst?: number | null;
  settings?: EmailSettings;
};

export type NewSourceRow = {
  id: string;
  slug: string;
  name: string;
  kind: SourceKind;
  ratePerSecond: number | null;
  rateBurst: number | null;
  /** Of a webhook source. */
  tokenHash?: string;
  authMode?: string;
  secretsEncrypted?: Buffer;
  /** Of an email source. */
  settings?: EmailSettings;
};

/** What belongs to the same change. */
type Beside = (tx: Prisma.TransactionClient) => Promise<void>;

const shown = {
  id: true, slug: true, name: true, kind: true, status: true, dedupeWindowMs: true, authMode: true, ratePerSecond: true, rateBurst: true, settings: true,
  createdAt: true, updatedAt: true,
} as const;

export async function insertSource(organizationId: string, row: NewSourceRow, { prisma }: Database, beside: Beside): Promise<SourceRow> {
  const { secretsEncrypted, ...columns } = row;
  const data = { organizationId, ...columns, ...(secretsEncrypted && { secretsEncrypted: new Uint8Array(secretsEncrypted) }) };
  return refuseTakenSlug(
    row.slug,
    prisma.$transaction(async (tx) => {
      const source = await tx.source.create({ data, select: shown });
      await raiseRoutingRevision(organizationId, tx);
      await beside(tx);
      return source;
    }),
  );
}

/** Newest first, one more than `limit` if there is one. */
export async function listSourceRows(
  organizationId: string,
  page: { limit: number; cursor?: string },
  { prisma }: Database,
): Promise<SourceRow[]> {
  return prisma.source.findMany({
    where: { organizationId, ...(page.cursor && { id: { lt: page.cursor } }) },
    orderBy: { id: "desc" },
    take: page.limit + 1,
    select: shown,
  });
}

export async function findSource(organizationId: string, idOrSlug: string, { prisma }: Database): Promise<SourceRow | null> {
  return prisma.source.findFirst({
    where: { organizationId, OR: [{ id: idOrSlug }, { slug: idOrSlug }] },
    select: shown,
  });
}

export async function findSecrets(organizationId: string, id: string, { prisma }: Database): Promise<Uint8Array | null> {
  const source = await prisma.source.findFirst({ where: { organizationId, id, kind: "webhook" }, select: { secretsEncrypted: true } });
  return source?.secretsEncrypted ?? null;
}

/** Null if the organization has no such source. The gate of every process follows from the commit on. */
export async function changeSource(
  organizationId: string,
  id: string,
  change: SourceChange,
  { prisma }: Database,
  beside: Beside,
): Promise<SourceRow | null> {
  return refuseTakenSlug(
    change.slug ?? "",
    prisma.$transaction(async (tx) => {
      const { count } = await tx.source.updateMany({ where: { organizationId, id }, data: change });
      if (count === 0) return null;
      await raiseRoutingRevision(organizationId, tx);
      await beside(tx);
      return tx.source.findUnique({ where: { id }, select: shown });
    }),
  );
}

/** Events accepted from now on are matched on what is in the database after this transaction. */
async function raiseRoutingRevision(organizationId: string, tx: Prisma.TransactionClient): Promise<void> {
  await tx.organization.update({ where: { id: organizationId }, data: { routingRevision: { increment: 1 } } });
}

async function refuseTakenSlug<T>(slug: string, result: Promise<T>): Promise<T> {
  try {
    return await result;
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002") {
      const message = `expected a slug that no other source has; \`${slug}\` is taken`;
      throw new UserError("invalid_request", `slug: ${message}`, [{ path: "slug", message }]);
    }
    throw error;
  }
}
