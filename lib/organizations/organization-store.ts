import { writeAuditEntry, type Caller } from "@/lib/audit/store";
import type { Database } from "@/lib/db";

export type OrganizationRow = { id: string; slug: string; name: string; createdAt: Date };

const shown = { id: true, slug: true, name: true, createdAt: true } as const;

export async function findOrganizationRow(organizationId: string, { prisma }: Database): Promise<OrganizationRow | null> {
  return prisma.organization.findUnique({ where: { id: organizationId }, select: shown });
}

export async function updateOrganizationName(caller: Caller, name: string, { prisma }: Database): Promise<OrganizationRow | null> {
  const where = { id: caller.organizationId };
  return prisma.$transaction(async (tx) => {
    const before = await tx.organization.findUnique({ where, select: shown });
    if (!before || before.name === name) return before;
    await writeAuditEntry(tx, caller, { action: "organization.renamed", subject: caller.organizationId, detail: { from: before.name, to: name } });
    return tx.organization.update({ where, data: { name }, select: shown });
  });
}
