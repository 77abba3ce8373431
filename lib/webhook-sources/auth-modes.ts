/** How a webhook source knows that a call is from its sender. */
export const webhookAuthModes = ["hmac", "standard-webhooks", "github", "stripe", "bearer", "none"] as const;
export type WebhookAuthMode = (typeof webhookAuthModes)[number];

export function isWebhookAuthMode(value: unknown): value is WebhookAuthMode {
  return webhookAuthModes.some((mode) => mode === value);
}
