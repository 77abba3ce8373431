import { parseRetryAfter } from "./retry-after";
import type { HttpOutcome } from "@/lib/ports/ports";
import type { DeliveryOutcome } from "./contract";

type Failed = Exclude<DeliveryOutcome, { status: "delivered" }>;
type Response = Extract<HttpOutcome, { kind: "response" }>;

/** What every vendor's API means by a status when its body says nothing closer. Null for 2xx: the body decides. */
export function classifyHttp(vendor: string, outcome: HttpOutcome, nowMs: number): Failed | null {
  if (outcome.kind === "refused") return { status: "rejected", scope: "connection", code: "refused", detail: outcome.detail };
  if (outcome.kind === "unsent") return { status: "retry", code: "unsent", detail: outcome.detail };
  if (outcome.kind === "unknown") return { status: "retry", code: "unknown", detail: outcome.detail, ambiguous: true };
  const { status } = outcome;
  if (status >= 200 && status < 300) return null;
  const code = `http_${status}`;
  const detail = `${vendor} answered HTTP ${status}`;
  const wait = retryAfterOf(outcome, nowMs);
  if (status === 429) return { status: "retry", code: "rate_limited", detail, rateLimited: true, ...wait };
  if (status === 408 || status === 425) return { status: "retry", code, detail, ...wait };
  // It may have been taken in before it failed.
  if (status >= 500) return { status: "retry", code, detail, ambiguous: true, ...wait };
  if (status === 401 || status === 403) return { status: "rejected", scope: "connection", code, detail };
  if (status === 404 || status === 410) return { status: "rejected", scope: "target", code, detail };
  if (status < 400) return { status: "rejected", scope: "connection", code, detail: `${detail}: redirects are not followed` };
  return { status: "rejected", scope: "payload", code, detail };
}

export function retryAfterOf({ headers }: Response, nowMs: number): { retryAfterMs?: number } {
  const retryAfterMs = parseRetryAfter(headers["retry-after"], nowMs);
  return retryAfterMs === undefined ? {} : { retryAfterMs };
}
