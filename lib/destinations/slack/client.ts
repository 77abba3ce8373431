import { LogLevel, WebClient, type Logger } from "@slack/web-api";
import { fetchOver } from "@/lib/adapters/http/fetch-over";
import type { HttpPort } from "@/lib/ports/ports";
import type { SlackConnection } from "./schemas";

/** Slack answered HTTP 429 without saying for how long. */
export class RateLimitedWithoutDelay extends Error {
  override readonly name = "RateLimitedWithoutDelay";
}

const clientsMax = 200;
const clientsOf = new WeakMap<HttpPort, Map<string, WebClient>>();

/** The client of a connection. Our queue retries and paces, so that it knows what may have been sent: the client does neither. */
export function slackClient({ botToken, apiBaseUrl = "https://slack.com/api/" }: SlackConnection, http: HttpPort): WebClient {
  const clients = clientsOf.get(http) ?? new Map<string, WebClient>();
  clientsOf.set(http, clients);
  const key = `${apiBaseUrl}\n${botToken}`;
  const known = clients.get(key);
  if (known) return known;
  if (clients.size >= clientsMax) clients.clear();
  const client = new WebClient(botToken, {
    slackApiUrl: apiBaseUrl,
    fetch: slackFetch(http),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    logger: silent,
  });
  clients.set(key, client);
  return client;
}

// The 10 s stand here and not in the client's own `timeout`: only the port knows whether a request had left by then.
function slackFetch(http: HttpPort): typeof globalThis.fetch {
  const send = fetchOver(http, { timeoutMs: 10_000, bodyBytesMax: 8 * 1024 * 1024 });
  return async (input, init) => {
    const response = await send(input, init);
    // The client would turn this one into an Error that only its message tells apart.
    if (response.status === 429 && Number.isNaN(Number.parseInt(response.headers.get("retry-after") ?? "", 10))) {
      throw new RateLimitedWithoutDelay("rate limited without Retry-After");
    }
    return response;
  };
}

/** Its log lines hold parts of messages. */
const silent: Logger = {
  debug: () => {}, info: () => {}, warn: () => {}, error: () => {},
  setLevel: () => {}, getLevel: () => LogLevel.ERROR, setName: () => {},
};
