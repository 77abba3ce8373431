import type { WebhookAuth } from "./contract";
import { equalInConstantTime, hmacSha256 } from "./equal-in-constant-time";

/** `X-Ingest-Signature`: hex HMAC-SHA256 of the raw body, bare or behind `sha256=`. */
export const hmac: WebhookAuth = {
  isProven({ header, body }, secret) {
    const given = header("x-ingest-signature")?.trim().toLowerCase().replace(/^sha256=/, "");
    return given !== undefined && equalInConstantTime(given, hmacSha256(secret, body).toString("hex"));
  },
};
