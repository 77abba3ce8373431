import { LogLevel, WebClient, type WebClientOptions } from "@slack/web-api";

/** Slack's own client as a pipeline uses it: no retries, a 429 is an error at once. */
export function clientOf(server: { apiUrl: string }, token: string | undefined, options: WebClientOptions = {}): WebClient {
  return new WebClient(token, {
    slackApiUrl: server.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: silentLogger,
    ...options,
  });
}

type SlackFailure = {
  code?: string;
  retryAfter?: number;
  data?: { error?: string; response_metadata?: { messages?: string[] } };
};

/** The failure of a call. Fails the test when the call succeeds. */
export async function failureOf(call: Promise<unknown>): Promise<SlackFailure> {
  const end = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (typeof end !== "object" || end === null) throw new Error("the call was expected to fail and did not");
  return end;
}

/** Slack's error string, undefined when the call succeeded. */
export async function errorOf(call: Promise<unknown>): Promise<string | undefined> {
  const end = await call.then(
    () => undefined,
    (error: SlackFailure) => error,
  );
  return end === undefined ? undefined : (end.data?.error ?? end.code ?? String(end));
}

const silentLogger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};
