import type { HttpOutcome, HttpRequest } from "@/lib/ports/ports";
import type { DeliverInput, DeliveryOutcome, HttpDestination } from "../contract";
import { parseRetryAfter } from "../retry-after";
import type { WebhookConfig, WebhookConnection, WebhookTarget } from "./schemas";
import { signIngestlayer, signStandardWebhooks } from "./sign";
import { wireBody, wireHeaders } from "./wire-format";

export const webhookDelivery: HttpDestination<WebhookConnection, WebhookTarget, WebhookConfig> = { buildRequest, classifyResponse };

/** The id is the same on every retry, the timestamp that of the attempt: receivers dedupe on one and refuse an old other. */
function buildRequest({ message, connection, deliveryId, nowMs, traceparent }: DeliverInput<WebhookConnection, WebhookTarget, WebhookConfig>): HttpRequest {
  const body = JSON.stringify(wireBody(message, deliveryId));
  const content = { id: deliveryId, timestampSeconds: Math.floor(nowMs / 1000), body };
  const { auth, token, signingSecret } = connection;
  return {
    method: "POST",
    url: connection.url,
    // Assigned, not spread: see applyPatch.
    headers: Object.assign(
      {},
      connection.headers,
      wireHeaders({ deliveryId, timestampSeconds: String(content.timestampSeconds) }),
      traceparent === undefined ? {} : { traceparent },
      auth === "bearer" && token !== undefined ? { authorization: `Bearer ${token}` } : {},
      auth === "hmac" && signingSecret !== undefined
        ? { "webhook-signature": signStandardWebhooks(signingSecret, content), "x-ingestlayer-signature": signIngestlayer(signingSecret, content) }
        : {},
    ),
    body,
    timeoutMs: 10_000,
    bodyBytesMax: 16 * 1024,
  };
}

function classifyResponse(outcome: HttpOutcome, nowMs: number): DeliveryOutcome {
  if (outcome.kind === "refused") return { status: "rejected", scope: "connection", code: "refused", detail: outcome.detail };
  if (outcome.kind === "unsent") return { status: "retry", code: "unsent", detail: outcome.detail };
  if (outcome.kind === "unknown") return { status: "retry", code: "unknown", detail: outcome.detail, ambiguous: true };
  const { status, headers } = outcome;
  const code = `http_${status}`;
  const detail = `the receiver answered HTTP ${status}`;
  if (status >= 200 && status < 300) return { status: "delivered", receipt: { status } };
  if (status >= 300 && status < 400) return { status: "rejected", scope: "target", code, detail: `${detail}: redirects are not followed` };
  if (status === 401 || status === 403) return { status: "rejected", scope: "connection", code, detail };
  if (status === 404 || status === 410) return { status: "rejected", scope: "target", code, detail };
  const retryAfterMs = parseRetryAfter(headers["retry-after"], nowMs);
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  if (status === 429) return { status: "retry", code, detail, rateLimited: true, ...wait };
  if (status === 408 || status === 425) return { status: "retry", code, detail, ...wait };
  // It may have been taken in before it failed.
  if (status >= 500) return { status: "retry", code, detail, ambiguous: true, ...wait };
  return { status: "rejected", scope: "payload", code, detail };
}
