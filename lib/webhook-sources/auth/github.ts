import type { WebhookAuth } from "./contract";
import { equalInConstantTime, hmacSha256 } from "./equal-in-constant-time";

/** https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries */
export const github: WebhookAuth = {
  isProven({ header, body }, secret) {
    const given = header("x-hub-signature-256")?.trim();
    return given !== undefined && equalInConstantTime(given, `sha256=${hmacSha256(secret, body).toString("hex")}`);
  },
  typeOf({ header }, { action }) {
    const event = header("x-github-event");
    if (event === undefined) return undefined;
    return typeof action === "string" && action !== "" ? `github.${event}.${action}` : `github.${event}`;
  },
  keyOf: ({ header }) => header("x-github-delivery"),
};
