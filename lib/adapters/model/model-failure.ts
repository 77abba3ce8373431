import { APICallError } from "ai";
import { HttpSendError } from "@/lib/adapters/http/fetch-over";
import { UpstreamError, UserError } from "@/lib/errors";

/**
 * What a failed call means to the run. Of the vendor's answer only the status and a code are told: its prose may quote
 * the key or the input.
 */
export function modelFailure(error: unknown, model: string, timeoutMs: number): UserError | UpstreamError {
  if (error instanceof UserError || error instanceof UpstreamError) return error;
  if (isTimeout(error)) return new UpstreamError(`the model ${model} did not answer within ${timeoutMs / 1000} s`);
  const sending = causeOf(error, HttpSendError);
  if (sending?.outcome.kind === "refused") return new UserError("connection_broken", `the server of the model ${model} may not be called: ${sending.outcome.detail}`);
  if (sending) return new UpstreamError(`the server of the model ${model} could not be reached`);
  if (!APICallError.isInstance(error)) return new UpstreamError(`the model ${model} gave an answer that could not be read`);
  const status = error.statusCode;
  if (status === undefined) return new UpstreamError(`the server of the model ${model} could not be reached`);
  const answer = `${status}${vendorCode(error.data)}`;
  if (status === 401 || status === 403) return new UserError("connection_broken", `the API key for ${model} is refused (${answer})`);
  if (status === 404) return new UserError("not_found", `the model ${model} does not exist or the key may not use it (${answer})`);
  if (status === 429) return new UpstreamError(`the model ${model} is called too often (${answer})`, retryAfterMs(error.responseHeaders ?? {}));
  if (status === 408 || status === 409 || status >= 500) return new UpstreamError(`the server of the model ${model} failed (${answer})`, retryAfterMs(error.responseHeaders ?? {}));
  // The status of a 2xx stays on the error when the body was no valid answer.
  if (status < 400) return new UpstreamError(`the model ${model} gave an answer that could not be read`);
  return new UserError("invalid_request", `the server of the model ${model} refused the request (${answer})`);
}

function isTimeout(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) if (cause.name === "TimeoutError" || cause.name === "AbortError") return true;
  return error instanceof DOMException;
}

function causeOf<E extends Error>(error: unknown, kind: abstract new (...args: never[]) => E): E | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) if (cause instanceof kind) return cause;
  return undefined;
}

/** `{ error: { code, type } }` in all three protocols. */
function vendorCode(data: unknown): string {
  if (typeof data !== "object" || data === null || !("error" in data)) return "";
  const { error } = data;
  if (typeof error !== "object" || error === null) return "";
  const codes = ["code" in error ? error.code : undefined, "type" in error ? error.type : undefined];
  const code = codes.find((value) => typeof value === "string" && /^[a-z0-9_.-]{1,64}$/i.test(value));
  return typeof code === "string" ? ` ${code}` : "";
}

/** `retry-after-ms` is OpenAI's; `retry-after` is seconds or an HTTP date. */
function retryAfterMs(headers: Record<string, string>): number | undefined {
  const millis = Number(headers["retry-after-ms"] ?? Number.NaN);
  if (Number.isFinite(millis) && millis >= 0) return millis;
  const value = headers["retry-after"];
  if (value === undefined) return undefined;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}
