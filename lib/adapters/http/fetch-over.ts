import type { HttpOutcome, HttpPort, HttpRequest } from "@/lib/ports/ports";

/** What `fetch` throws when no answer came; `outcome` says whether the request may have been sent. */
export class HttpSendError extends TypeError {
  override readonly name = "HttpSendError";
  constructor(readonly outcome: Exclude<HttpOutcome, { kind: "response" }>) {
    super(`${outcome.kind}: ${outcome.detail}`);
  }
}

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/** `fetch` for vendor SDKs over the guarded client: text bodies, whole answers, redirects not followed. */
export function fetchOver(http: HttpPort, caps: { timeoutMs: number; bodyBytesMax: number }): typeof fetch {
  return async (input, init) => {
    const request = await toHttpRequest(input, init, caps);
    const outcome = await untilAborted(http.send(request), init?.signal);
    if (outcome.kind !== "response") throw new HttpSendError(outcome);
    const isRedirect = outcome.status >= 300 && outcome.status < 400 && outcome.status !== 304;
    if (isRedirect && init?.redirect === "error") throw new HttpSendError({ kind: "refused", detail: `the answer was a redirect (HTTP ${outcome.status})` });
    return toResponse(outcome);
  };
}

async function toHttpRequest(input: RequestInfo | URL, init: RequestInit | undefined, caps: { timeoutMs: number; bodyBytesMax: number }): Promise<HttpRequest> {
  const request = input instanceof Request ? input : null;
  const name = (init?.method ?? request?.method ?? "GET").toUpperCase();
  const method = methods.find((known) => known === name);
  if (method === undefined) throw new TypeError(`expected one of ${methods.join(", ")}, got ${name}`);
  const headers = Object.fromEntries(new Headers(init?.headers ?? request?.headers).entries());
  const base = { method, url: input instanceof Request ? input.url : String(input), headers, ...caps };
  const body = init?.body ?? null;
  if (typeof body === "string") return { ...base, headers: { "content-type": "text/plain;charset=UTF-8", ...headers }, body };
  if (body === null && request?.body == null) return base;
  // Anything richer is read as the platform would send it, with the content type it would get.
  const whole = body === null && request ? request : new Request("http://body.invalid", { method: "POST", body });
  const contentType = whole.headers.get("content-type");
  return { ...base, headers: contentType === null ? headers : { "content-type": contentType, ...headers }, body: await whole.text() };
}

async function untilAborted<T>(pending: Promise<T>, signal: AbortSignal | null | undefined): Promise<T> {
  if (!signal) return pending;
  signal.throwIfAborted();
  let stop = () => {};
  const aborted = new Promise<never>((_resolve, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
  });
  return Promise.race([pending, aborted]).finally(() => signal.removeEventListener("abort", stop));
}

// The platform's Response refuses a body for these and a status outside 200–599.
const bodiless = new Set([204, 205, 304]);

function toResponse(outcome: Extract<HttpOutcome, { kind: "response" }>): Response {
  const status = outcome.status >= 200 && outcome.status <= 599 ? outcome.status : 502;
  return new Response(bodiless.has(status) ? null : outcome.body, { status, headers: outcome.headers });
}
