import type { DestinationAccount } from "../contract";
import type { WebhookConnection, WebhookTarget } from "./schemas";

/** Whether the address may be reached at all; whether it accepts a message only a test message can tell. */
export const webhookAccount: DestinationAccount<WebhookConnection, WebhookTarget> = {
  async testConnection({ url }, { http }) {
    // No method of HTTP is free of effects everywhere; GET is meant to be, and carries no credential here.
    const outcome = await http.send({ method: "GET", url, headers: { "user-agent": "Ingestlayer" }, timeoutMs: 10_000, bodyBytesMax: 1024 });
    if (outcome.kind !== "response") return { ok: false, code: outcome.kind, detail: outcome.detail };
    return { ok: true, summary: `${new URL(url).host} answers`, facts: {}, missingScopes: [] };
  },
};
