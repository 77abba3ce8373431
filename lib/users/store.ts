import { writeAuditEntry, type Caller } from "@/lib/audit/store";
import type { Database } from "@/lib/db";

export type UserRow = { id: string; email: string; name: string | null; passwordHash: string | null };

export async function findUser(userId: string, { prisma }: Database): Promise<UserRow | null> {
  return prisma.user.findUnique({ where: { id: userId }, select: { id: true, email: true, name: true, passwordHash: true } });
}

export type OrganizationOfUser = { id: string; name: string; role: string };

export async function listOrganizationsOf(userId: string, { prisma }: Database): Promise<OrganizationOfUser[]> {
  const rows = await prisma.membership.findMany({
    where: { userId },
    orderBy: [{ createdAt: "asc" }, { organizationId: "asc" }],
    select: { role: true, organization: { select: { id: true, name: true } } },
  });
  return rows.map(({ role, organization }) => ({ ...organization, role }));
}

export async function updateUser(userId: string, data: { name?: string | null; activeOrganizationId?: string }, { prisma }: Database): Promise<void> {
  await prisma.user.update({ where: { id: userId }, data });
}

/** Raises the revision, so that every session there is has ended. */
export async function endSessions(caller: Caller, userId: string, change: { action: string; passwordHash?: string }, { prisma }: Database): Promise<void> {
  const { action, ...data } = change;
  await prisma.$transaction(async (tx) => {
    await tx.user.update({ where: { id: userId }, data: { ...data, sessionRevision: { increment: 1 } } });
    await writeAuditEntry(tx, caller, { action, subject: userId });
  });
}
