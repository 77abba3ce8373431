import type { Prisma } from "@/generated/prisma/client";
import { markKeysOfMemberRevoked } from "@/lib/api-keys/store";
import { writeAuditEntry, type Caller } from "@/lib/audit/store";
import type { Database } from "@/lib/db";
import type { Role } from "@/lib/organizations/role";

export type MemberRow = { userId: string; email: string; name: string | null; role: string; createdAt: Date };

/** Newest account first, one more than `limit` if there is one. */
export async function listMemberRows(organizationId: string, page: { limit: number; cursor?: string | undefined }, { prisma }: Database): Promise<MemberRow[]> {
  const rows = await prisma.membership.findMany({
    where: { organizationId, ...(page.cursor && { userId: { lt: page.cursor } }) },
    orderBy: { userId: "desc" },
    take: page.limit + 1,
    select: shown,
  });
  return rows.map(toRow);
}

/** What became of a change: `last_owner` when it would leave the organization without one. */
export type MemberChange = MemberRow | "not_found" | "last_owner";

export function updateMemberRole(caller: Caller, userId: string, role: Role, db: Database): Promise<MemberChange> {
  return changeMember(caller, userId, role !== "owner", db, async (tx, where, before) => {
    await tx.membership.update({ where, data: { role } });
    await writeAuditEntry(tx, caller, { action: "member.role_changed", subject: userId, detail: { from: before.role, to: role } });
  });
}

/** With `revokesKeys` the API keys they made end in the same transaction. */
export function deleteMember(caller: Caller, userId: string, revokesKeys: boolean, db: Database): Promise<MemberChange> {
  return changeMember(caller, userId, true, db, async (tx, where, before) => {
    await tx.membership.delete({ where });
    const keys = revokesKeys ? await markKeysOfMemberRevoked(caller.organizationId, userId, tx) : [];
    await writeAuditEntry(tx, caller, { action: "member.removed", subject: userId, detail: { email: before.email, role: before.role } });
    for (const { id, name, prefix } of keys) await writeAuditEntry(tx, caller, { action: "key.revoked", subject: id, detail: { name, prefix, made_by: before.email } });
  });
}

type Where = { organizationId_userId: { organizationId: string; userId: string } };

/** Resolves to the member as they were. The owners are locked, so that two of them can't step down at once. */
async function changeMember(
  { organizationId }: Caller,
  userId: string,
  takesOwner: boolean,
  { prisma }: Database,
  change: (tx: Prisma.TransactionClient, where: Where, before: MemberRow) => Promise<void>,
): Promise<MemberChange> {
  return prisma.$transaction(async (tx) => {
    const owners = await tx.$queryRaw<{ user_id: string }[]>`
      SELECT user_id FROM memberships WHERE organization_id = ${organizationId} AND role = 'owner' ORDER BY user_id FOR UPDATE`;
    const where = { organizationId_userId: { organizationId, userId } };
    const found = await tx.membership.findUnique({ where, select: shown });
    if (!found) return "not_found";
    if (takesOwner && owners.length === 1 && owners[0]?.user_id === userId) return "last_owner";
    await change(tx, where, toRow(found));
    return toRow(found);
  });
}

const shown = { userId: true, role: true, createdAt: true, user: { select: { email: true, name: true } } } as const;

function toRow({ user, ...row }: Omit<MemberRow, "email" | "name"> & { user: { email: string; name: string | null } }): MemberRow {
  return { ...row, ...user };
}
