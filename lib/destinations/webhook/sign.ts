import { createHmac } from "node:crypto";

export type SignedContent = { id: string; timestampSeconds: number; body: string };

/** Standard Webhooks (webhook-signature): base64 HMAC-SHA256 of `id.timestamp.body`; the key is what `whsec_` encodes. */
export function signStandardWebhooks(secret: string, { id, timestampSeconds, body }: SignedContent): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  return `v1,${createHmac("sha256", key).update(`${id}.${timestampSeconds}.${body}`).digest("base64")}`;
}

/** As Stripe signs: hex HMAC-SHA256 of `t.body`; the key is the whole secret's text, `whsec_` included. */
export function signIngestlayer(secret: string, { timestampSeconds, body }: SignedContent): string {
  return `t=${timestampSeconds},v1=${createHmac("sha256", secret).update(`${timestampSeconds}.${body}`).digest("hex")}`;
}
