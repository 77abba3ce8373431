import type { Prisma } from "@/generated/prisma/client";
import { liveSecrets } from "@/lib/adapters/secrets/live-secrets";
import type { Database } from "@/lib/db";
import { UserError } from "@/lib/errors";
import { changeWebhookSource, lockWebhookSource } from "@/lib/webhook-sources/store";
import { hashWebhookToken, sealedAsSource, webhookSecretsSchema, type WebhookSecrets } from "@/lib/webhook-sources/webhook-secrets";

export type WebhookState = { mode: string; secrets: WebhookSecrets };

/** Opens what a webhook source keeps, changes it, and tells every process. Throws `invalid_request` for another kind of source. */
export async function changeWebhookSecrets(
  organizationId: string,
  sourceId: string,
  change: (now: WebhookState) => WebhookState,
  tx: Prisma.TransactionClient,
  db: Database,
): Promise<WebhookState> {
  const sealed = await lockWebhookSource(organizationId, sourceId, tx);
  if (!sealed) throw new UserError("invalid_request", "Only a webhook source has an address and a secret");
  const opened = webhookSecretsSchema.parse(await liveSecrets(db).decrypt(organizationId, sealed.secretsEncrypted, sealedAsSource(sourceId)));
  const next = change({ mode: sealed.mode, secrets: opened });
  const secretsEncrypted = await liveSecrets(db).encrypt(organizationId, next.secrets, sealedAsSource(sourceId));
  await changeWebhookSource(organizationId, sourceId, { mode: next.mode, tokenHash: hashWebhookToken(next.secrets.token), secretsEncrypted }, sealed.tokenHash, tx);
  return next;
}
