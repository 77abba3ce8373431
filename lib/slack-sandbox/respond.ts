import type { SandboxResponse } from "./http";
import type { Outcome } from "./method";

type Around = {
  /** Warnings about the request itself. */
  warnings?: string[];
  /** Of the caller's token. */
  scopes?: string[];
  acceptedScopes?: string[];
};

/** Slack's envelope: HTTP 200 also for a refusal, warnings in two places, the scopes in headers. */
export function respond(outcome: Outcome, around: Around = {}): SandboxResponse {
  if (outcome.kind === "ratelimited") return respondRateLimited(outcome.retryAfterSeconds);
  const body = outcome.kind === "ok" ? { ok: true, ...outcome.fields } : { ok: false, error: outcome.error, ...outcome.fields };
  const warnings = [...(outcome.kind === "ok" ? outcome.warnings : []), ...(around.warnings ?? [])];
  return {
    kind: "response",
    status: 200,
    headers: {
      "content-type": "application/json; charset=utf-8",
      "cache-control": "no-store",
      ...(around.scopes ? { "x-oauth-scopes": around.scopes.join(",") } : {}),
      ...(around.acceptedScopes ? { "x-accepted-oauth-scopes": around.acceptedScopes.join(",") } : {}),
    },
    body: JSON.stringify(warnings.length === 0 ? body : withWarnings(body, warnings)),
  };
}

export function respondRateLimited(retryAfterSeconds: number): SandboxResponse {
  return {
    kind: "response",
    status: 429,
    headers: { "content-type": "application/json; charset=utf-8", "retry-after": String(retryAfterSeconds) },
    body: JSON.stringify({ ok: false, error: "ratelimited" }),
  };
}

export function respondPlainly(status: number, body: string): SandboxResponse {
  const type = body.startsWith("<") ? "text/html; charset=utf-8" : "text/plain; charset=utf-8";
  return { kind: "response", status, headers: { "content-type": type }, body };
}

function withWarnings(body: Record<string, unknown>, warnings: string[]): Record<string, unknown> {
  const metadata = body["response_metadata"];
  const kept = typeof metadata === "object" && metadata !== null ? metadata : {};
  return { ...body, warning: warnings.join(","), response_metadata: { ...kept, warnings } };
}
