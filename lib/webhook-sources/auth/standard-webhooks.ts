import type { WebhookAuth, WebhookCall } from "./contract";
import { equalInConstantTime, hmacSha256 } from "./equal-in-constant-time";
import { isRecent } from "./is-recent";

/** https://www.standardwebhooks.com; Svix's own senders use the same under other header names. */
export const standardWebhooks: WebhookAuth = {
  isProven(call, secret) {
    const id = headerOf(call, "id");
    const time = headerOf(call, "timestamp");
    const signatures = headerOf(call, "signature");
    if (id === undefined || signatures === undefined || !isRecent(time, call.nowMs)) return false;
    const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
    const wanted = `v1,${hmacSha256(key, `${id}.${time}.`, call.body).toString("base64")}`;
    return signatures.split(" ").some((signature) => equalInConstantTime(signature, wanted));
  },
  keyOf: (call) => headerOf(call, "id"),
};

function headerOf({ header }: WebhookCall, name: string): string | undefined {
  return header(`webhook-${name}`) ?? header(`svix-${name}`);
}
