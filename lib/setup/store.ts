import type { Database } from "@/lib/db";
import { UserError } from "@/lib/errors";
import type { Claim } from "@/lib/organizations/store";

export async function hasOwner({ prisma }: Pick<Database, "prisma">): Promise<boolean> {
  return (await prisma.membership.count({ where: { role: "owner" }, take: 1 })) > 0;
}

export async function insertSetupToken(tokenHash: string, expiresAt: Date, { prisma }: Database): Promise<void> {
  await prisma.setupToken.create({ data: { tokenHash, expiresAt } });
}

export async function isSetupTokenValid(tokenHash: string, { prisma }: Database): Promise<boolean> {
  return (await prisma.setupToken.count({ where: { tokenHash, expiresAt: { gt: new Date() } } })) > 0;
}

/** One claim at a time; it takes all tokens out of the world, or throws. */
export function claimWith(tokenHash: string): Claim {
  return async (tx) => {
    await tx.$executeRaw`LOCK TABLE setup_tokens IN EXCLUSIVE MODE`;
    const isValid = (await tx.setupToken.count({ where: { tokenHash, expiresAt: { gt: new Date() } } })) > 0;
    const isClaimed = (await tx.membership.count({ where: { role: "owner" }, take: 1 })) > 0;
    if (!isValid || isClaimed) throw invalidSetupLink();
    await tx.setupToken.deleteMany();
  };
}

export function invalidSetupLink(): UserError {
  return new UserError("forbidden", "This setup link was used, has expired, or is not one of this server's");
}
