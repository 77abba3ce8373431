import { Prisma } from "@/generated/prisma/client";
import type { Database } from "@/lib/db";

export type NewOwnerRows = {
  organization: { id: string; name: string; slug: string; redactionKey: string };
  user: { id: string; email: string; passwordHash: string };
  source: { id: string; slug: string; name: string; kind: string };
};

/** All or none; which of the unique values was taken, if one was. */
export async function insertOwner(rows: NewOwnerRows, { prisma }: Database): Promise<"created" | "email_taken" | "slug_taken"> {
  const { organization, user, source } = rows;
  try {
    await prisma.$transaction([
      prisma.user.create({ data: user }),
      prisma.organization.create({ data: organization }),
      prisma.membership.create({ data: { organizationId: organization.id, userId: user.id, role: "owner" } }),
      prisma.source.create({ data: { organizationId: organization.id, ...source } }),
    ]);
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
