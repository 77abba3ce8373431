import { environment } from "./environment";
import { IngestError } from "./ingest-error";
import { parseRetryAfter, pause, retryDelayMs } from "./retry";
import type { BatchResult, Options } from "./types";

export type Answer = { data?: BatchResult; retryAfterMs: number | undefined };

/** One ingest call with its retries. Rejects with IngestError, or with the reason of `signal`. */
export async function post(body: unknown, options: Options, signal?: AbortSignal): Promise<Answer> {
  const { maxRetries = 3 } = options;
  const text = JSON.stringify(body);
  for (let attempt = 0; ; attempt++) {
    const outcome = await tryOnce(text, options, signal);
    if ("answer" in outcome) return outcome.answer;
    if (!outcome.mayRetry || attempt >= maxRetries || signal?.aborted) throw outcome.error;
    await pause(retryDelayMs(attempt, outcome.retryAfterMs), signal);
  }
}

type Outcome = { answer: Answer } | { error: unknown; mayRetry: boolean; retryAfterMs?: number | undefined };

async function tryOnce(body: string, options: Options, signal?: AbortSignal): Promise<Outcome> {
  const { timeoutMs = 10_000, fetch: send = fetch } = options;
  const apiKey = apiKeyOf(options);
  const url = `${baseUrlOf(options)}/v1/ingest`;
  // AbortSignal.any would do it in one line, from Node 20 on.
  const stop = new AbortController();
  const abort = () => stop.abort();
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    abort();
  }, timeoutMs);
  signal?.addEventListener("abort", abort);
  if (signal?.aborted) abort();
  try {
    const headers = { "content-type": "application/json", authorization: `Bearer ${apiKey}` };
    const response = await send(url, { method: "POST", headers, body, signal: stop.signal });
    return toOutcome(response, await response.text());
  } catch (cause) {
    if (signal?.aborted) return { error: signal.reason, mayRetry: false };
    const code = isLate ? "timeout" : "network";
    return { error: new IngestError(`Ingestlayer could not be reached: ${code}`, { status: 0, code, cause }), mayRetry: true };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  }
}

type Body = { data?: BatchResult; error?: { code?: string; message?: string; details?: unknown } };

function toOutcome(response: Response, text: string): Outcome {
  const { data, error } = parse(text);
  const retryAfterMs = parseRetryAfter(response.headers.get("retry-after"));
  if (data && response.ok) return { answer: { data, retryAfterMs } };
  const requestId = response.headers.get("x-request-id") ?? undefined;
  return {
    error: new IngestError(error?.message ?? `Ingestlayer answered ${response.status}`, {
      status: response.status,
      code: error?.code ?? "internal",
      ...(requestId !== undefined && { requestId }),
      details: error?.details,
    }),
    mayRetry: response.status === 429 || response.status >= 500,
    retryAfterMs,
  };
}

function parse(text: string): Body {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}

function apiKeyOf(options: Options): string {
  const key = options.apiKey ?? environment("INGESTLAYER_KEY");
  if (!key) throw new IngestError("no API key: pass apiKey or set INGESTLAYER_KEY", { status: 0, code: "unauthenticated" });
  return key;
}

function baseUrlOf(options: Options): string {
  return (options.baseUrl ?? environment("INGESTLAYER_URL") ?? "http://127.0.0.1:3000").replace(/\/+$/, "");
}
