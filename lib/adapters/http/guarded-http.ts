import { Agent, type Dispatcher } from "undici";
import type { HttpOutcome, HttpPort, HttpRequest } from "@/lib/ports/ports";
import { createAddressGuard } from "./address-guard";
import { AddressRefused, checkedLookup, lookupAll, type Lookup } from "./checked-address";
import { fetchOver } from "./fetch-over";

export type GuardedHttpOptions = {
  /** Networks besides the public internet that may be reached: CIDRs or addresses, comma separated. Empty = none. */
  allowPrivateNetwork: string;
  /** Every address of a name; the system's resolver by default. */
  lookup?: Lookup;
  /** Open connections an origin at most; more requests wait for one. */
  connectionsMax?: number;
  /** Our own addresses that may be reached wherever they are, by prefix, ending in a slash: the Slack sandbox's API. */
  trustedUrls?: string[];
};

export type GuardedHttp = HttpPort & {
  /** For SDKs that take a `fetch`. Redirects are never followed. */
  fetch: typeof fetch;
  /** Closes idle connections and waits for the busy ones. */
  close(): Promise<void>;
};

/**
 * The only way out of the process. A name is resolved once, when its connection is made; every address is checked and
 * the connection goes to the checked ones, so a second answer of the resolver (DNS rebinding) is never asked for.
 */
export function createGuardedHttp({ allowPrivateNetwork, lookup = lookupAll, connectionsMax = 128, trustedUrls = [] }: GuardedHttpOptions): GuardedHttp {
  const guard = createAddressGuard(allowPrivateNetwork);
  // Each request has one timer of its own, from connecting to the last byte.
  const options = { connections: connectionsMax, pipelining: 1, headersTimeout: 0, bodyTimeout: 0 };
  const checked = new Agent({ ...options, connect: { timeout: 10_000, lookup: checkedLookup(lookup, guard) } });
  // Connections of its own: one made without a check must never serve any other path of that origin.
  const trusted = new Agent(options);
  const trustedPrefixes = trustedUrls.map((url) => new URL(url).href);
  const routes = new Map<string, Route | string>();

  /** The same few addresses take all the messages, and nothing a route is made of changes. */
  function routeOf(url: string): Route | string {
    const known = routes.get(url);
    if (known !== undefined) return known;
    const route = findRoute(url);
    if (routes.size >= routesMax) routes.clear();
    routes.set(url, route);
    return route;
  }

  function findRoute(url: string): Route | string {
    const target = parseTarget(url);
    if (typeof target === "string") return target;
    const { origin, pathname, search, href, hostname } = target;
    const isTrusted = trustedPrefixes.some((prefix) => href.startsWith(prefix));
    const refusal = !isTrusted && isLiteralAddress(target) ? guard.refusalOf(hostname) : null;
    return refusal ?? { agent: isTrusted ? trusted : checked, origin, path: pathname + search };
  }

  const port: HttpPort = {
    send: (request) => {
      const route = routeOf(request.url);
      return typeof route === "string" ? Promise.resolve({ kind: "refused", detail: route }) : dispatch(route, request);
    },
  };
  return {
    ...port,
    fetch: fetchOver(port, { timeoutMs: 60_000, bodyBytesMax: 8 * 1024 * 1024 }),
    close: async () => void (await Promise.all([checked.close(), trusted.close()])),
  };
}

/** The way to an address that may be reached; a sentence stands for one that may not. */
type Route = { agent: Agent; origin: string; path: string };
const routesMax = 1_000;

/** A sentence instead of a URL when the request may not leave. */
function parseTarget(url: string): URL | string {
  const target = URL.canParse(url) ? new URL(url) : null;
  if (target === null) return "the address is not a URL";
  if (target.protocol !== "http:" && target.protocol !== "https:") return `expected http or https, got ${target.protocol}//`;
  if (target.username !== "" || target.password !== "") return "a user name or password in the URL is not allowed";
  return target;
}

/** A literal address is never looked up. The URL parser has already turned 0x7f.1 and 2130706433 into 127.0.0.1. */
function isLiteralAddress(target: URL): boolean {
  return target.hostname.startsWith("[") || /^[\d.]+$/.test(target.hostname);
}

function dispatch({ agent, origin, path }: Route, request: HttpRequest): Promise<HttpOutcome> {
  return new Promise((resolve) => {
    const handler = new ResponseCollector(request, resolve);
    try {
      agent.dispatch({ origin, path, method: request.method, headers: request.headers, body: request.body ?? null }, handler);
    } catch (error) {
      handler.onResponseError(null, error instanceof Error ? error : new Error(String(error)));
    }
  });
}

/** One request's way through the client; settles exactly once. */
class ResponseCollector implements Dispatcher.DispatchHandler {
  private readonly startedMs = performance.now();
  private readonly timer: NodeJS.Timeout;
  private controller: Dispatcher.DispatchController | null = null;
  private isSettled = false;
  private status = 0;
  private headers: Record<string, string> = {};
  private readonly chunks: Buffer[] = [];
  private bodyBytes = 0;

  constructor(private readonly request: HttpRequest, private readonly resolve: (outcome: HttpOutcome) => void) {
    this.timer = setTimeout(() => this.fail(`no whole answer within ${request.timeoutMs} ms`), request.timeoutMs);
  }

  /** Called right before the first byte is written, on a connection that is ready: until here nothing was sent. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.isSettled) controller.abort(new Error("timed out before it was sent"));
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: Record<string, string | string[] | undefined>): void {
    this.status = status;
    this.headers = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : (value ?? "")]));
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.isSettled) return;
    const room = this.request.bodyBytesMax - this.bodyBytes;
    this.chunks.push(chunk.length > room ? chunk.subarray(0, room) : chunk);
    this.bodyBytes += Math.min(chunk.length, room);
    if (chunk.length <= room) return;
    this.settleWithResponse(true);
    controller.abort(new Error("the rest of the answer is not read"));
  }

  onResponseEnd(): void {
    this.settleWithResponse(false);
  }

  onResponseError(_controller: Dispatcher.DispatchController | null, error: Error): void {
    if (error instanceof AddressRefused) this.settle({ kind: "refused", detail: error.message });
    // The client checks methods and headers before it opens a connection; its messages name a header, not its value.
    else if (codeOf(error) === "UND_ERR_INVALID_ARG") this.settle({ kind: "refused", detail: error.message });
    else this.fail(describe(error));
  }

  private settleWithResponse(truncated: boolean): void {
    const body = this.chunks.length === 1 ? String(this.chunks[0]) : Buffer.concat(this.chunks).toString("utf8");
    this.settle({ kind: "response", status: this.status, headers: this.headers, body, truncated, durationMs: Math.round(performance.now() - this.startedMs) });
  }

  private fail(detail: string): void {
    this.settle({ kind: this.controller === null ? "unsent" : "unknown", detail });
    this.controller?.abort(new Error(detail));
  }

  private settle(outcome: HttpOutcome): void {
    if (this.isSettled) return;
    this.isSettled = true;
    clearTimeout(this.timer);
    this.resolve(outcome);
  }
}

/** `connect ECONNREFUSED 127.0.0.1:9`: says where and why; a socket's error never holds a header. */
function describe(error: Error): string {
  if (error instanceof AggregateError) return error.errors.map((each: unknown) => (each instanceof Error ? each.message : String(each))).join("; ");
  const code = codeOf(error);
  return code !== undefined && !error.message.includes(code) ? `${error.message} (${code})` : error.message || error.name;
}

function codeOf(error: Error): string | undefined {
  return "code" in error && typeof error.code === "string" ? error.code : undefined;
}
