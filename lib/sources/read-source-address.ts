import { liveSecrets } from "@/lib/adapters/secrets/live-secrets";
import type { Database } from "@/lib/db";
import { UserError } from "@/lib/errors";
import { sealedAsSource, webhookSecretsSchema } from "@/lib/webhook-sources/webhook-secrets";
import { getSource } from "./get-source";
import { findSecrets } from "./store";

/** A webhook source's address, for those who may change it; its secret is told only when it is made. */
export async function readSourceAddress(organizationId: string, idOrSlug: string, publicUrl: string, db: Database): Promise<{ url: string; previous_secret_until: string | null }> {
  const { id } = await getSource(organizationId, idOrSlug, db);
  const sealed = await findSecrets(organizationId, id, db);
  if (!sealed) throw new UserError("invalid_request", "Only a webhook source has an address");
  const { token, previous } = webhookSecretsSchema.parse(await liveSecrets(db).decrypt(organizationId, sealed, sealedAsSource(id)));
  const until = previous && previous.untilMs > Date.now() ? new Date(previous.untilMs).toISOString() : null;
  return { url: webhookUrl(publicUrl, token), previous_secret_until: until };
}

export function webhookUrl(publicUrl: string, token: string): string {
  return `${publicUrl.replace(/\/+$/, "")}/whk/${token}`;
}
