import { UpstreamError, UserError, type ErrorCode } from "@/lib/errors";
import { log } from "@/lib/log";

/** The status each code answers with. A batch of events is the exception: refused whole, it answers 400. */
export const statusOfCode: Record<ErrorCode, number> = {
  invalid_json: 400,
  invalid_request: 400,
  batch_too_large: 400,
  event_too_large: 413,
  body_too_large: 413,
  unsupported_media_type: 415,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  schema_violation: 422,
  rate_limited: 429,
  source_paused: 409,
  draft_conflict: 409,
  not_deployed: 409,
  invalid_definition: 422,
  connection_broken: 409,
  internal: 500,
};

/** An answer as plain data, for Next's routes and the bare server alike. */
export type PlainResponse = { status: number; headers: Record<string, string>; body: string };

/** The one place where an error becomes an HTTP answer. What is not the caller's to fix is logged and not told. */
export function errorResponse(error: unknown, requestId: string): PlainResponse {
  if (error instanceof UserError) {
    const headers: Record<string, string> = {};
    if (error.retryAfterMs !== undefined) headers["retry-after"] = retryAfterSeconds(error.retryAfterMs);
    if (error.code === "unauthenticated") headers["www-authenticate"] = 'Bearer realm="ingestlayer"';
    const { code, message, details } = error;
    return jsonResponse(statusOfCode[code], { error: { code, message, ...(details && { details }) } }, requestId, headers);
  }
  log.error({ err: loggable(error), requestId }, "request failed");
  if (error instanceof UpstreamError || isDatabaseUnavailable(error)) {
    const message = `Something this needs is unavailable right now; try again (request ${requestId}).`;
    const retryAfterMs = error instanceof UpstreamError ? (error.retryAfterMs ?? 1000) : 1000;
    return jsonResponse(503, { error: { code: "internal", message } }, requestId, { "retry-after": retryAfterSeconds(retryAfterMs) });
  }
  const message = `Something went wrong on our side (request ${requestId}).`;
  return jsonResponse(500, { error: { code: "internal", message } }, requestId);
}

/** Without what a database error quotes (`detail`, `where`): that is event data, which no log may hold. */
function loggable(error: unknown): { name: string; message: string; code?: unknown; stack?: string } {
  if (!(error instanceof Error)) return { name: typeof error, message: "thrown value is no error" };
  return { name: error.name, message: error.message, code: "code" in error ? error.code : undefined, stack: error.stack };
}

export function jsonResponse(
  status: number,
  body: unknown,
  requestId: string,
  headers: Record<string, string> = {},
): PlainResponse {
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8", "x-request-id": requestId, ...headers },
    body: JSON.stringify(body),
  };
}

/** Whole seconds, rounded up, as the header wants them. */
export function retryAfterSeconds(retryAfterMs: number): string {
  return String(Math.max(1, Math.ceil(retryAfterMs / 1000)));
}

// SQLSTATE classes: 08 connection, 53 resources, 57 operator intervention (shutdown, crash, timeout).
const unavailableClasses = new Set(["08", "53", "57"]);
const socketErrors = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOTFOUND", "EHOSTUNREACH"]);

/** The database is away or refuses to work: trying again later may help. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  // FATAL ends the connection: a shutdown, too many clients, a database that takes none.
  if ("severity" in error && error.severity === "FATAL") return true;
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  // pg reports a connection that ends under a query without any code.
  if (code === undefined) return /^Connection terminated|timeout exceeded when trying to connect/.test(error.message);
  return socketErrors.has(code) || (code.length === 5 && unavailableClasses.has(code.slice(0, 2)));
}
