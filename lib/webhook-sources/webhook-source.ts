import type { WebhookAuthMode } from "./auth-modes";
import { webhookAuths } from "./auth/auths";
import type { WebhookCall } from "./auth/contract";
import type { WebhookSecrets } from "./webhook-secrets";

/** NOTIFY channel; the payload is the hash of a token whose source changed. */
export const webhookSourceChannel = "ingestlayer_webhook_source";

/** A webhook source as the gate needs it, opened. */
export type WebhookSource = { id: string; organizationId: string; mode: WebhookAuthMode; secrets: WebhookSecrets };

/** Whether the source's secret, or the one before it while that is still valid, proves the call. */
export function isProvenBySource(call: WebhookCall, { mode, secrets }: WebhookSource): boolean {
  const { secret, previous } = secrets;
  const auth = webhookAuths[mode];
  if (auth.isProven(call, secret)) return true;
  return previous !== undefined && previous.untilMs > call.nowMs && auth.isProven(call, previous.secret);
}
