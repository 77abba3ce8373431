import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from "@slack/web-api";
import { HttpSendError } from "@/lib/adapters/http/fetch-over";
import type { Json } from "@/lib/durable/contract";
import type { DeliveryOutcome } from "../contract";
import { RateLimitedWithoutDelay } from "./client";
import { outcomeOfSlackError, slackAdvice } from "./error-classes";

export type SlackFailure = { outcome: Exclude<DeliveryOutcome, { status: "delivered" }>; response: Json | null };

/** What a throw of the client means for the message, and what Slack answered, for the history. */
export function classifySlackError(error: unknown): SlackFailure {
  if (error instanceof WebAPIPlatformError) return platformFailure(error);
  if (error instanceof WebAPIRateLimitedError) {
    return { outcome: rateLimit(error.retryAfter * 1000), response: { status: 429, retryAfter: error.retryAfter } };
  }
  if (error instanceof WebAPIHTTPError) return { outcome: httpOutcome(error.statusCode), response: { status: error.statusCode } };
  const cause = error instanceof WebAPIRequestError ? error.original : error;
  if (cause instanceof RateLimitedWithoutDelay) return { outcome: rateLimit(undefined), response: { status: 429 } };
  if (cause instanceof HttpSendError) return { outcome: sendOutcome(cause), response: null };
  // The client stumbles over answers that are JSON and not an object, or hold other types than Slack's.
  return unreadable(null);
}

/** It came with HTTP 200, so the message may stand. */
function unreadable(response: Json | null): SlackFailure {
  return { outcome: { status: "retry", code: "unreadable_answer", detail: "Slack's answer could not be read", ambiguous: true }, response };
}

function platformFailure({ data }: WebAPIPlatformError): SlackFailure {
  const { error, response_metadata: metadata } = data;
  // With a body that is not JSON the client puts the whole body into `error`.
  if (typeof error !== "string" || !/^[a-z0-9_.:-]{1,100}$/i.test(error)) return unreadable({ status: 200, body: String(error).slice(0, 1000) });
  const messages = (metadata?.messages ?? []).map((message) => message.replace(/^\[ERROR\] /, "")).slice(0, 10);
  const needed = "needed" in data && typeof data.needed === "string" ? `needed: ${data.needed}` : "";
  const detail = [error, slackAdvice[error], needed, ...messages].filter((part) => part !== undefined && part !== "").join("; ").slice(0, 2000);
  const outcome = outcomeOfSlackError(error, detail);
  if (outcome.status === "delivered") throw new Error("an error is never a delivery");
  const retryAfterMs = outcome.status === "retry" && metadata?.retryAfter !== undefined ? { retryAfterMs: metadata.retryAfter * 1000 } : {};
  return { outcome: { ...outcome, ...retryAfterMs }, response: { status: 200, ok: false, error, ...(messages.length > 0 ? { messages } : {}) } };
}

function rateLimit(retryAfterMs: number | undefined): SlackFailure["outcome"] {
  return { status: "retry", code: "rate_limited", detail: "Slack limits the rate", rateLimited: true, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}

/** Slack itself answers 200 to nearly everything: another 4xx comes from something before it, or from a wrong address. */
function httpOutcome(status: number): SlackFailure["outcome"] {
  const code = `http_${status}`;
  if (status >= 500) return { status: "retry", code, detail: `Slack answered HTTP ${status}`, ambiguous: true };
  if (status === 408) return { status: "retry", code, detail: "Slack did not get the whole request in time (HTTP 408)" };
  if (status === 400 || status === 413) return { status: "rejected", scope: "payload", code, detail: `Slack answered HTTP ${status}` };
  if (status < 300) return { status: "retry", code, detail: `Slack answered HTTP ${status} instead of 200`, ambiguous: true };
  return { status: "rejected", scope: "connection", code, detail: `the API address answered HTTP ${status}: is it Slack's?` };
}

function sendOutcome({ outcome }: HttpSendError): SlackFailure["outcome"] {
  if (outcome.kind === "refused") return { status: "rejected", scope: "connection", code: "refused", detail: outcome.detail };
  return { status: "retry", code: outcome.kind, detail: outcome.detail, ...(outcome.kind === "unknown" ? { ambiguous: true } : {}) };
}

