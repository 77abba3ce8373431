import { Prisma } from "@/generated/prisma/client";
import type { Database } from "@/lib/db";
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
  createdAt: Date;
  updatedAt: Date;
};

export type SourceChange = { name?: string; slug?: string; status?: SourceStatus; dedupeWindowMs?: number };

const shown = {
  id: true, slug: true, name: true, kind: true, status: true, dedupeWindowMs: true, createdAt: true, updatedAt: true,
} as const;

export async function insertSource(
  organizationId: string,
  row: { id: string; slug: string; name: string; kind: SourceKind },
  { prisma }: Database,
): Promise<SourceRow> {
  return refuseTakenSlug(
    row.slug,
    prisma.$transaction(async (tx) => {
      const source = await tx.source.create({ data: { organizationId, ...row }, select: shown });
      await raiseRoutingRevision(organizationId, tx);
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

/** Null if the organization has no such source. The gate of every process follows from the commit on. */
export async function changeSource(
  organizationId: string,
  id: string,
  change: SourceChange,
  { prisma }: Database,
): Promise<SourceRow | null> {
  return refuseTakenSlug(
    change.slug ?? "",
    prisma.$transaction(async (tx) => {
      const { count } = await tx.source.updateMany({ where: { organizationId, id }, data: change });
      if (count === 0) return null;
      await raiseRoutingRevision(organizationId, tx);
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
