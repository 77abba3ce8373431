import type { WebhookAuth } from "./contract";
import { equalInConstantTime, hmacSha256 } from "./equal-in-constant-time";
import { isRecent } from "./is-recent";

/** https://docs.stripe.com/webhooks#verify-manually: `t=<seconds>,v1=<hex>`, several v1 while Stripe rolls a secret. */
export const stripe: WebhookAuth = {
  isProven({ header, body, nowMs }, secret) {
    const parts = (header("stripe-signature") ?? "").split(",").map((part) => part.trim().split("="));
    const time = parts.find(([name]) => name === "t")?.[1];
    if (!isRecent(time, nowMs)) return false;
    const wanted = hmacSha256(secret, `${time}.`, body).toString("hex");
    return parts.some(([name, value]) => name === "v1" && value !== undefined && equalInConstantTime(value, wanted));
  },
  typeOf: (_, { type }) => (typeof type === "string" ? `stripe.${type}` : undefined),
  keyOf: (_, { id }) => (typeof id === "string" ? id : undefined),
};
