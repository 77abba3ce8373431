import { NonRetriableError, RetryAfterError } from "inngest";
import { NonRetriable, RetryAfter } from "@/lib/durable/contract";
import { UpstreamError, UserError } from "@/lib/errors";

/** A failure in Inngest's terms: what is final, what names its own delay, and what follows Inngest's own schedule. */
export function toInngestError(error: unknown): unknown {
  if (error instanceof NonRetriable || error instanceof UserError) return finalError(error);
  if (error instanceof RetryAfter) return retryAfterError(error, error.delayMs);
  if (error instanceof UpstreamError && error.retryAfterMs !== undefined) return retryAfterError(error, error.retryAfterMs);
  return error;
}

/** Fails the function at once. `onFailure` sees the name of the error itself, as it does on the embedded engine. */
export function finalError(error: unknown): NonRetriableError {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return Object.assign(new NonRetriableError(message, { cause: error }), { name });
}

function retryAfterError(error: Error, delayMs: number): RetryAfterError {
  const delay = Number.isFinite(delayMs) ? Math.max(0, delayMs) : 0;
  return Object.assign(new RetryAfterError(error.message, delay, { cause: error }), { name: error.name });
}
