import type { Prisma } from "@/generated/prisma/client";
import type { Database } from "@/lib/db";

export type SlackAppRow = { clientId: string; secretEncrypted: Uint8Array };

export async function findSlackAppRow(organizationId: string, db: Database): Promise<SlackAppRow | null> {
  return db.prisma.slackApp.findUnique({ where: { organizationId }, select: { clientId: true, secretEncrypted: true } });
}

export async function upsertSlackApp(organizationId: string, tx: Prisma.TransactionClient, app: { clientId: string; secretEncrypted: Buffer }): Promise<void> {
  const data = { clientId: app.clientId, secretEncrypted: new Uint8Array(app.secretEncrypted) };
  await tx.slackApp.upsert({ where: { organizationId }, create: { organizationId, ...data }, update: data });
}

export async function deleteSlackAppRow(organizationId: string, tx: Prisma.TransactionClient): Promise<void> {
  await tx.slackApp.deleteMany({ where: { organizationId } });
}
