import type { Prisma } from "@/generated/prisma/client";
import type { Database } from "@/lib/db";

export type InstallState = {
  workspace: "slack" | "sandbox";
  connectionId: string | null;
  returnTo: string;
};

export async function insertState(
  organizationId: string,
  db: Database,
  row: InstallState & { stateHash: string; userId: string; expiresAt: Date },
): Promise<void> {
  await db.prisma.oAuthState.create({ data: { organizationId, ...row } });
}

/** Gone with this call, for whoever began it and for nobody else: another's stays, so that a stranger can't spoil it. */
export async function takeState(organizationId: string, db: Database, userId: string, stateHash: string): Promise<(InstallState & { expiresAt: Date }) | null> {
  const { rows } = await db.pool.query<InstallState & { expiresAt: Date }>(
    `DELETE FROM oauth_states WHERE state_hash = $3 AND organization_id = $1 AND user_id = $2
     RETURNING workspace, connection_id AS "connectionId", return_to AS "returnTo", expires_at AS "expiresAt"`,
    [organizationId, userId, stateHash],
  );
  return rows[0] ?? null;
}

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
