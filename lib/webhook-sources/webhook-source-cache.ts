import type { Pool } from "pg";
import type { Notifications } from "@/lib/adapters/postgres/notifications";
import { createNotifiedCache } from "@/lib/adapters/postgres/notified-cache";
import type { Clock } from "@/lib/ports/clock";
import type { SecretsPort } from "@/lib/ports/secrets";
import { isWebhookAuthMode } from "./auth-modes";
import { findSealedWebhookSource } from "./store";
import { hashWebhookToken, looksLikeWebhookToken, sealedAsSource, webhookSecretsSchema } from "./webhook-secrets";
import { webhookSourceChannel, type WebhookSource } from "./webhook-source";

export type WebhookSourceCache = {
  /** The source behind an address's token; null where there is none. A replaced token is none at once, on every process. */
  find(token: string): WebhookSource | null | Promise<WebhookSource | null>;
};

export function createWebhookSourceCache(deps: { pool: Pool; notifications: Notifications; clock: Clock; secrets: Pick<SecretsPort, "decrypt"> }): WebhookSourceCache {
  const { pool, notifications, clock, secrets } = deps;

  async function load(tokenHash: string): Promise<WebhookSource | null> {
    const sealed = await findSealedWebhookSource(pool, tokenHash);
    if (!sealed || !isWebhookAuthMode(sealed.mode)) return null;
    const { id, organizationId, mode, secretsEncrypted } = sealed;
    const opened = webhookSecretsSchema.parse(await secrets.decrypt(organizationId, secretsEncrypted, sealedAsSource(id)));
    return { id, organizationId, mode, secrets: opened };
  }

  const cache = createNotifiedCache<WebhookSource>({ notifications, clock, channel: webhookSourceChannel, load });
  return { find: (token) => (looksLikeWebhookToken(token) ? cache.get(hashWebhookToken(token)) : null) };
}
