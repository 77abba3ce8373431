/** A call that failed for good: refused, or still failing after the last retry. */
export class IngestError extends Error {
  override readonly name = "IngestError";
  /** The HTTP status; 0 when no answer came. */
  readonly status: number;
  /** Ingestlayer's error code (`invalid_request`, `rate_limited` …), `network` or `timeout`. */
  readonly code: string;
  /** To find the call in the server's log. */
  readonly requestId: string | undefined;
  readonly details: unknown;

  constructor(message: string, fields: { status: number; code: string; requestId?: string; details?: unknown; cause?: unknown }) {
    super(message, { cause: fields.cause });
    this.status = fields.status;
    this.code = fields.code;
    this.requestId = fields.requestId;
    this.details = fields.details;
  }
}
