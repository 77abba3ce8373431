import { writeAuditEntry, type Caller } from "@/lib/audit/store";
import type { Database } from "@/lib/db";
import { announceChange } from "@/lib/live/announce-change";
import { isWebhookAuthMode } from "@/lib/webhook-sources/auth-modes";
import { newWebhookSecret, newWebhookToken, type WebhookSecrets } from "@/lib/webhook-sources/webhook-secrets";
import { changeWebhookSecrets, type WebhookState } from "./change-webhook-secrets";
import { getSource } from "./get-source";
import type { SourceRotation } from "./source-input";

/** A new secret, beside which the old one is accepted for a while, or a new address. Throws `not_found`, `invalid_request`. */
export async function rotateSource(caller: Caller, idOrSlug: string, rotation: SourceRotation, db: Database, nowMs = Date.now()): Promise<WebhookSecrets> {
  const { organizationId } = caller;
  const { id, slug } = await getSource(organizationId, idOrSlug, db);
  const { secrets } = await db.prisma.$transaction(async (tx) => {
    const changed = await changeWebhookSecrets(organizationId, id, (now) => rotated(now, rotation, nowMs), tx, db);
    await writeAuditEntry(tx, caller, { action: `source.${rotation.what}_rotated`, subject: id, detail: { slug } });
    return changed;
  });
  announceChange(organizationId, "sources");
  return secrets;
}

function rotated({ mode, secrets }: WebhookState, { what, secret, overlap_seconds }: SourceRotation, nowMs: number): WebhookState {
  if (what === "address") return { mode, secrets: { ...secrets, token: newWebhookToken() } };
  const { token, secret: former } = secrets;
  return {
    mode,
    secrets: {
      token,
      secret: secret ?? newWebhookSecret(isWebhookAuthMode(mode) ? mode : "hmac"),
      ...(overlap_seconds > 0 && { previous: { secret: former, untilMs: nowMs + overlap_seconds * 1000 } }),
    },
  };
}
