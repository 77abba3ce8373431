import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { AuthorizationError, InstallProvider, InvalidStateError, MissingCodeError, MissingStateError, type Installation, type InstallURLOptions, type OrgInstallation, type StateStore } from "@slack/oauth";
import { LogLevel, WebAPIPlatformError, type Logger } from "@slack/web-api";
import type { HttpPort } from "@/lib/ports/ports";
import { fetchOver } from "../http/fetch-over";

/** A Slack app and where its workspace's Slack is. */
export type SlackOAuthApp = { clientId: string; clientSecret: string; authorizeUrl: string; apiUrl: string };

export type InstallRequest = {
  redirectUri: string;
  scopes: readonly string[];
  /** Offered first where a person belongs to several workspaces. */
  teamId?: string | undefined;
};

export type SlackInstallation = { botToken: string; botUserId: string; scopes: string[]; teamId: string; teamName: string };

/** `code` is Slack's own error or one of `state_refused`, `no_code`, `no_bot`, `org_wide`, `rotating_token`, `unreachable`. */
export type InstallAnswer = { ok: true; installation: SlackInstallation } | { ok: false; code: string };

/** Where to send the browser, and the cookie by which it is known again: Slack hands the state back to whoever has it. */
export async function authorizeRedirect(app: SlackOAuthApp, install: InstallRequest, state: string, http: HttpPort): Promise<{ location: string; cookie: string }> {
  const provider = providerOf(app, { generateStateParam: () => Promise.resolve(state), verifyStateParam: () => Promise.reject(new Error("nothing to verify yet")) }, http);
  const [request, response] = exchange("/", null);
  await provider.handleInstallPath(request, response, undefined, urlOptions(install));
  return { location: headerText(response, "location"), cookie: cookieOf(response, install.redirectUri) };
}

/** Trades the code Slack sent for a bot token. `state` was taken from the database; the cookie is checked here. */
export async function answerCallback(
  app: SlackOAuthApp,
  install: InstallRequest,
  callback: { search: string; cookie: string | null },
  http: HttpPort,
): Promise<{ answer: InstallAnswer; cookie: string }> {
  const provider = providerOf(app, { generateStateParam: () => Promise.reject(new Error("no state is made here")), verifyStateParam: () => Promise.resolve(urlOptions(install)) }, http);
  const [request, response] = exchange(`/${callback.search}`, callback.cookie);
  let answer: InstallAnswer = { ok: false, code: "unreachable" };
  await provider.handleCallback(request, response, {
    // False: the token is ours to keep, the provider's own store stays empty.
    afterInstallation: (installation) => {
      answer = toAnswer(installation);
      return Promise.resolve(false);
    },
    failure: (error) => {
      answer = { ok: false, code: codeOf(error) };
    },
  });
  return { answer, cookie: cookieOf(response, install.redirectUri) };
}

function providerOf(app: SlackOAuthApp, stateStore: StateStore, http: HttpPort): InstallProvider {
  return new InstallProvider({
    clientId: app.clientId,
    clientSecret: app.clientSecret,
    authorizationUrl: app.authorizeUrl,
    stateStore,
    directInstall: true,
    logger: silent,
    clientOptions: {
      slackApiUrl: app.apiUrl,
      fetch: fetchOver(http, { timeoutMs: 10_000, bodyBytesMax: 256 * 1024 }),
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
    },
  });
}

function urlOptions({ redirectUri, scopes, teamId }: InstallRequest): InstallURLOptions {
  return { redirectUri, scopes: [...scopes], ...(teamId === undefined ? {} : { teamId }) };
}

/** The provider speaks node:http; it reads the query and the cookie and writes headers, nothing goes over this socket. */
function exchange(url: string, cookie: string | null): [IncomingMessage, ServerResponse] {
  const request = new IncomingMessage(new Socket());
  request.url = url;
  request.headers = { host: "localhost", ...(cookie === null ? {} : { cookie }) };
  return [request, new ServerResponse(request)];
}

/** `Secure` would keep the cookie from coming back over the plain loopback address that the sandbox allows. */
function cookieOf(response: ServerResponse, redirectUri: string): string {
  const cookie = headerText(response, "set-cookie");
  if (cookie === "") return "";
  return `${redirectUri.startsWith("https:") ? cookie : cookie.replace(/;\s*Secure/i, "")}; SameSite=Lax`;
}

function headerText(response: ServerResponse, name: string): string {
  const value = response.getHeader(name);
  return Array.isArray(value) ? value.join(", ") : String(value ?? "");
}

function toAnswer({ bot, team, isEnterpriseInstall }: Installation | OrgInstallation): InstallAnswer {
  if (isEnterpriseInstall || !team) return { ok: false, code: "org_wide" };
  if (!bot) return { ok: false, code: "no_bot" };
  // It would be dead in twelve hours.
  if (bot.refreshToken !== undefined) return { ok: false, code: "rotating_token" };
  return { ok: true, installation: { botToken: bot.token, botUserId: bot.userId, scopes: bot.scopes, teamId: team.id, teamName: team.name ?? team.id } };
}

function codeOf(error: unknown): string {
  if (error instanceof WebAPIPlatformError && /^[a-z_]{1,64}$/.test(error.data.error)) return error.data.error;
  if (error instanceof InvalidStateError || error instanceof MissingStateError) return "state_refused";
  if (error instanceof AuthorizationError) return "access_denied";
  return error instanceof MissingCodeError ? "no_code" : "unreachable";
}

/** Its lines hold codes and states. */
const silent: Logger = {
  debug: () => {}, info: () => {}, warn: () => {}, error: () => {},
  setLevel: () => {}, getLevel: () => LogLevel.ERROR, setName: () => {},
};
