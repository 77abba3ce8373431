import { Prisma } from "@/generated/prisma/client";
import type { Database } from "@/lib/db";

export type NewOwnerRows = {
  organization: { id: string; name: string; slug: string; redactionKey: string };
  user: { id: string; email: string; name: string | null; passwordHash: string };
  source: { id: string; slug: string; name: string; kind: string };
};

/** Runs first in the transaction that makes an owner, and throws unless they may be made. */
export type Claim = (tx: Prisma.TransactionClient) => Promise<void>;

/** All or none; which of the unique values was taken, if one was. */
export async function insertOwner(rows: NewOwnerRows, { prisma }: Database, claim?: Claim): Promise<"created" | "email_taken" | "slug_taken"> {
  const { organization, user, source } = rows;
  try {
    await prisma.$transaction(async (tx) => {
      await claim?.(tx);
      await tx.user.create({ data: user });
      await tx.organization.create({ data: organization });
      await tx.membership.create({ data: { organizationId: organization.id, userId: user.id, role: "owner" } });
      await tx.source.create({ data: { organizationId: organization.id, ...source } });
    });
    return "created";
  } catch (error) {
    if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== "P2002") throw error;
    const taken = await prisma.user.findUnique({ where: { email: user.email }, select: { id: true } });
    return taken ? "email_taken" : "slug_taken";
  }
}

/** By id or slug; the only one there is, if neither is given. For the CLI, which acts for the machine's owner. */
export async function findOrganizationIds(idOrSlug: string | undefined, { prisma }: Database): Promise<string[]> {
  const found = await prisma.organization.findMany({
    where: idOrSlug === undefined ? {} : { OR: [{ id: idOrSlug }, { slug: idOrSlug }] },
    select: { id: true },
    orderBy: { id: "asc" },
    take: 2,
  });
  return found.map(({ id }) => id);
}
