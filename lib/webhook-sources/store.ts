import type { Pool } from "pg";
import type { Prisma } from "@/generated/prisma/client";
import { webhookSourceChannel } from "./webhook-source";

export type SealedWebhookSource = { id: string; organizationId: string; mode: string; secretsEncrypted: Buffer };

/** By hash alone: the token is what tells the organization. */
export async function findSealedWebhookSource(pool: Pool, tokenHash: string): Promise<SealedWebhookSource | null> {
  const { rows } = await pool.query<SealedWebhookSource>({
    name: "find_webhook_source",
    text: `SELECT id, organization_id AS "organizationId", auth_mode AS mode, secrets_encrypted AS "secretsEncrypted"
           FROM sources WHERE token_hash = $1 AND kind = 'webhook' AND secrets_encrypted IS NOT NULL`,
    values: [tokenHash],
  });
  return rows[0] ?? null;
}

export type WebhookSourceChange = { mode: string; tokenHash: string; secretsEncrypted: Buffer };

/** Locked until the transaction ends, so that two rotations follow one another; null where it is no webhook source. */
export async function lockWebhookSource(organizationId: string, id: string, tx: Prisma.TransactionClient): Promise<(SealedWebhookSource & { tokenHash: string }) | null> {
  const rows = await tx.$queryRaw<(SealedWebhookSource & { tokenHash: string })[]>`
    SELECT id, organization_id AS "organizationId", auth_mode AS mode, token_hash AS "tokenHash", secrets_encrypted AS "secretsEncrypted"
    FROM sources WHERE organization_id = ${organizationId} AND id = ${id} AND kind = 'webhook' AND secrets_encrypted IS NOT NULL FOR UPDATE`;
  return rows[0] ?? null;
}

/** Stores what changed, and tells every process that the address it had, and the one it has, mean something else now. */
export async function changeWebhookSource(organizationId: string, id: string, change: WebhookSourceChange, formerTokenHash: string | null, tx: Prisma.TransactionClient): Promise<void> {
  const { mode, tokenHash, secretsEncrypted } = change;
  await tx.source.updateMany({ where: { organizationId, id }, data: { authMode: mode, tokenHash, secretsEncrypted: new Uint8Array(secretsEncrypted) } });
  for (const hash of new Set([tokenHash, ...(formerTokenHash === null ? [] : [formerTokenHash])])) {
    await tx.$executeRaw`SELECT pg_notify(${webhookSourceChannel}, ${hash})`;
  }
}
