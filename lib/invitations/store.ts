import { Prisma } from "@/generated/prisma/client";
import { writeAuditEntry, type Caller } from "@/lib/audit/store";
import type { Database } from "@/lib/db";
import { newId } from "@/lib/ids";

export type InvitationRow = {
  id: string;
  organizationId: string;
  email: string;
  role: string;
  invitedBy: string;
  createdAt: Date;
  expiresAt: Date;
};

export type NewInvitationRow = { id: string; email: string; role: string; tokenHash: string; expiresAt: Date };

/** Whoever joins: the account they have, or the one they get. */
export type Joiner = { userId: string } | { passwordHash: string | null; name: string | null };

/** An earlier pending one for the same address ends: its link must not give the role of before. */
export async function insertInvitation(caller: Caller, row: NewInvitationRow, { prisma }: Database): Promise<InvitationRow> {
  return prisma.$transaction(async (tx) => {
    await tx.invitation.updateMany({ where: { organizationId: caller.organizationId, email: row.email, ...pending() }, data: { revokedAt: new Date() } });
    const created = await tx.invitation.create({ data: { ...row, organizationId: caller.organizationId, invitedBy: caller.actor } });
    await writeAuditEntry(tx, caller, { action: "invitation.created", subject: row.id, detail: { email: row.email, role: row.role } });
    return created;
  });
}

/** Pending ones, newest first, one more than `limit` if there is one. */
export async function listPendingInvitations(organizationId: string, page: { limit: number; cursor?: string }, { prisma }: Database): Promise<InvitationRow[]> {
  return prisma.invitation.findMany({
    where: { organizationId, ...pending(), ...(page.cursor && { id: { lt: page.cursor } }) },
    orderBy: { id: "desc" },
    take: page.limit + 1,
  });
}

/** False if the organization has no such pending invitation. */
export async function markInvitationRevoked(caller: Caller, id: string, { prisma }: Database): Promise<boolean> {
  return prisma.$transaction(async (tx) => {
    const { count } = await tx.invitation.updateMany({ where: { organizationId: caller.organizationId, id, ...pending() }, data: { revokedAt: new Date() } });
    if (count === 0) return false;
    await writeAuditEntry(tx, caller, { action: "invitation.revoked", subject: id });
    return true;
  });
}

/** By the token alone: it tells the organization. */
export async function findPendingInvitation(tokenHash: string, { prisma }: Database): Promise<InvitationRow | null> {
  return prisma.invitation.findFirst({ where: { tokenHash, ...pending() } });
}

/** By the address alone: a provider has verified it. */
export async function findPendingInvitationsOf(email: string, { prisma }: Database): Promise<InvitationRow[]> {
  return prisma.invitation.findMany({ where: { email, ...pending() }, orderBy: { id: "asc" } });
}

export async function findOrganizationName(organizationId: string, { prisma }: Database): Promise<string | undefined> {
  return (await prisma.organization.findUnique({ where: { id: organizationId }, select: { name: true } }))?.name;
}

export async function isMember(organizationId: string, email: string, { prisma }: Database): Promise<boolean> {
  return (await prisma.membership.count({ where: { organizationId, user: { email } } })) > 0;
}

/**
 * Makes the member, and the account unless there is one; null when the invitation is no longer pending, or when the
 * address got an account meanwhile.
 */
export async function acceptInvitationAs(joiner: Joiner, invitation: InvitationRow, { prisma }: Database): Promise<{ userId: string } | null> {
  const { id, organizationId, email, role } = invitation;
  try {
    return await prisma.$transaction(async (tx) => {
      const { count } = await tx.invitation.updateMany({ where: { id, ...pending() }, data: { acceptedAt: new Date() } });
      if (count === 0) return null;
      const userId = "userId" in joiner ? joiner.userId : newId("user");
      if (!("userId" in joiner)) await tx.user.create({ data: { id: userId, email, ...joiner } });
      // Who is a member already keeps the role they have.
      await tx.membership.createMany({ data: { organizationId, userId, role }, skipDuplicates: true });
      await tx.user.update({ where: { id: userId }, data: { activeOrganizationId: organizationId } });
      await writeAuditEntry(tx, { organizationId, actor: `user:${userId}` }, { action: "invitation.accepted", subject: id, detail: { email, role } });
      return { userId };
    });
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002") return null;
    throw error;
  }
}

function pending() {
  return { acceptedAt: null, revokedAt: null, expiresAt: { gt: new Date() } };
}
