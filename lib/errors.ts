/** The machine-readable codes every error answer carries; the one documented list of the API. */
export const errorCodes = [
  "invalid_json",
  "invalid_request",
  "batch_too_large",
  "event_too_large",
  "body_too_large",
  "unsupported_media_type",
  "unauthenticated",
  "forbidden",
  "not_found",
  "schema_violation",
  "rate_limited",
  "source_paused",
  "draft_conflict",
  "not_deployed",
  "invalid_definition",
  "connection_broken",
  "internal",
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** One thing wrong with one field: `path` as in `events[3].payload`, `message` saying what was expected. */
export type Problem = { path: string; message: string };

/** The caller's to fix: the request or the configuration is wrong. Retrying without a change cannot help. */
export class UserError extends Error {
  override readonly name = "UserError";
  constructor(
    /** Decides the HTTP status, see lib/http/error-response.ts. */
    readonly code: ErrorCode,
    message: string,
    /** Every field that is wrong, if the error concerns fields. */
    readonly details?: Problem[],
    /** Sent as the `Retry-After` header in whole seconds, rounded up. */
    readonly retryAfterMs?: number,
  ) {
    super(message);
  }
}

/** Something outside (a model, a vendor, a database) failed in a way that a later try may mend. */
export class UpstreamError extends Error {
  override readonly name = "UpstreamError";
  constructor(
    message: string,
    /** How long the other side asked us to wait, if it said so. */
    readonly retryAfterMs?: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
