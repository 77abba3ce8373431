import { IngestError } from "./ingest-error";
import type { BatchResult, Options } from "./types";

type Answer = { data?: BatchResult; error?: { code?: string; message?: string; details?: unknown } };

/** One ingest call with its retries. A batch that was refused whole comes back as a result, like one refused in part. */
export async function post(body: unknown, options: Options, signal?: AbortSignal): Promise<BatchResult> {
  const { maxRetries = 3 } = options;
  for (let attempt = 0; ; attempt++) {
    const outcome = await tryOnce(JSON.stringify(body), options, signal);
    if ("result" in outcome) return outcome.result;
    if (!outcome.mayRetry || attempt >= maxRetries || signal?.aborted) throw outcome.error;
    await pause(outcome.retryAfterMs ?? backoffMs(attempt), signal);
  }
}

type Outcome = { result: BatchResult } | { error: unknown; mayRetry: boolean; retryAfterMs?: number };

async function tryOnce(body: string, options: Options, signal?: AbortSignal): Promise<Outcome> {
  const { timeoutMs = 10_000 } = options;
  const send = options.fetch ?? fetch;
  const timeout = AbortSignal.timeout(timeoutMs);
  let response: Response;
  let answer: Answer;
  try {
    response = await send(`${baseUrlOf(options)}/v1/ingest`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${apiKeyOf(options)}` },
      body,
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    answer = parse(await response.text());
  } catch (cause) {
    if (cause instanceof IngestError) throw cause;
    if (signal?.aborted) return { error: signal.reason, mayRetry: false };
    const code = timeout.aborted ? "timeout" : "network";
    return { error: new IngestError(`Ingestlayer could not be reached: ${code}`, { status: 0, code, cause }), mayRetry: true };
  }
  if (answer.data && (response.ok || response.status === 400)) return { result: answer.data };
  const error = new IngestError(answer.error?.message ?? `Ingestlayer answered ${response.status}`, {
    status: response.status,
    code: answer.error?.code ?? "internal",
    requestId: response.headers.get("x-request-id") ?? undefined,
    details: answer.error?.details,
  });
  const retryAfterMs = retryAfter(response.headers.get("retry-after"));
  return { error, mayRetry: response.status === 429 || response.status >= 500, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}

function parse(text: string): Answer {
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

/** Browsers and Deno without permission have no `process.env`. */
function environment(name: string): string | undefined {
  try {
    return globalThis.process?.env[name];
  } catch {
    return undefined;
  }
}

/** Seconds or an HTTP date (RFC 9110 §10.2.3), as milliseconds from now. */
function retryAfter(header: string | null): number | undefined {
  if (!header) return undefined;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), 60_000) : undefined;
}

function backoffMs(attempt: number): number {
  return Math.random() * Math.min(200 * 2 ** attempt, 5_000);
}

function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", abort);
      resolve();
    }, ms);
    signal?.addEventListener("abort", abort, { once: true });
  });
}
