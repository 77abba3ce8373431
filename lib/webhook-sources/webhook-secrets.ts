import { hash, randomBytes } from "node:crypto";
import { z } from "zod";
import type { WebhookAuthMode } from "./auth-modes";

/** What a webhook source keeps encrypted. */
export const webhookSecretsSchema = z.object({
  /** The end of its address: `whk_…`. */
  token: z.string(),
  secret: z.string(),
  /** Accepted beside the secret until then, so that a sender can be changed without a gap. */
  previous: z.object({ secret: z.string(), untilMs: z.number() }).optional(),
});
export type WebhookSecrets = z.infer<typeof webhookSecretsSchema>;

/** 256 random bits: whoever has the address has been given it. */
export function newWebhookToken(): string {
  return `whk_${randomBytes(32).toString("base64url")}`;
}

export function looksLikeWebhookToken(text: string): boolean {
  return /^whk_[A-Za-z0-9_-]{43}$/.test(text);
}

export function hashWebhookToken(token: string): string {
  return hash("sha256", token, "hex");
}

/** In the form that the mode's libraries want. */
export function newWebhookSecret(mode: WebhookAuthMode): string {
  return mode === "standard-webhooks" || mode === "stripe" ? `whsec_${randomBytes(32).toString("base64")}` : randomBytes(32).toString("base64url");
}

/** What the ciphertext is bound to besides its organization. */
export function sealedAsSource(sourceId: string): string {
  return `source:${sourceId}`;
}
