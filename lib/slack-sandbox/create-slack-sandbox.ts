import type { SandboxReply, SandboxRequest } from "./http";
import type { Fault, FaultPlan } from "./faults";
import { createFaultPlan } from "./faults";
import { authMethods } from "./methods/auth";
import { blocksMethods } from "./methods/blocks";
import { chatMethods } from "./methods/chat";
import { conversationsMethods } from "./methods/conversations";
import { oauthMethods } from "./methods/oauth";
import { fail, invalidArguments, type Arguments, type Call, type Caller, type Limits, type Outcome, type SandboxMethod } from "./method";
import { missingScope } from "./method";
import { handleAuthorize } from "./authorize-page";
import { readArguments } from "./read-arguments";
import type { SlackSandboxStore } from "./store-port";
import { respond, respondPlainly, respondRateLimited } from "./respond";

export type SlackSandboxOptions = {
  store: SlackSandboxStore;
  clock: { now(): number };
  /** What to go wrong with, for tests; nothing when absent. */
  faults?: FaultPlan;
  /** Default: one message a second a channel without any burst, 20 listings a minute. */
  limits?: Partial<Limits>;
  /** The workspace's own address, without a trailing slash: permalinks start with it. */
  webUrl: string;
};

export type SlackSandbox = { handle(request: SandboxRequest): Promise<SandboxReply> };

const methods = new Map<string, SandboxMethod>(
  Object.entries({ ...authMethods, ...blocksMethods, ...chatMethods, ...conversationsMethods, ...oauthMethods }),
);

export const strictLimits: Limits = { post: { periodMs: 1000, burst: 1 }, list: { periodMs: 3000, burst: 20 } };

/** A double of Slack's Web API and OAuth, written from Slack's rules: it refuses what Slack refuses. Plain data in and out. */
export function createSlackSandbox(options: SlackSandboxOptions): SlackSandbox {
  const { store, clock, webUrl } = options;
  const faults = options.faults ?? createFaultPlan();
  const limits = { ...strictLimits, ...options.limits };

  return {
    async handle(request) {
      if (request.path === "/oauth/v2/authorize") return handleAuthorize(request, store, clock.now());
      const name = /^\/api\/([A-Za-z0-9.]+)$/.exec(request.path)?.[1];
      return name === undefined ? respondPlainly(404, "Not found") : handleApi(name, request);
    },
  };

  async function handleApi(name: string, request: SandboxRequest): Promise<SandboxReply> {
    const method = methods.get(name);
    if (!method) return respond(fail("unknown_method", { req_method: name }));
    const read = await readArguments(request, method.acceptsJson);
    if (read.kind === "error") return respond(fail(read.error));
    const { args, token, warnings } = read;

    const caller = method.needsToken ? await authenticate(token) : null;
    const fault = faults.pending > 0 ? faults.take(name, await channelNames(caller, args)) : undefined;
    if (fault && !takesEffect(fault)) return play(fault);

    const call: Call = { args, basic: readBasic(request.headers["authorization"]), store, nowMs: clock.now(), limits, webUrl };
    const reply = respond(await runMethod(method, call, caller), {
      warnings,
      ...(method.needsToken ? { acceptedScopes: method.acceptedScopes } : {}),
      ...(caller && typeof caller === "object" ? { scopes: caller.token.scopes } : {}),
    });
    return fault ? play(fault) : reply;
  }

  /** Who calls, or Slack's refusal of the token. */
  async function authenticate(value: string | null): Promise<Caller | string> {
    if (value === null) return "not_authed";
    const token = await store.findToken(value);
    if (!token) return "invalid_auth";
    if (token.revokedReason) return token.revokedReason;
    const [app, bot] = await Promise.all([store.findApp(token.appId), store.findUser(token.teamId, token.userId)]);
    return app && bot ? { token, app, bot } : "account_inactive";
  }

  /** All the names the call's channel goes by, so that a fault may name any of them. */
  async function channelNames(caller: Caller | string | null, args: Arguments): Promise<string[]> {
    const reference = args["channel"];
    if (typeof reference !== "string") return [];
    const bare = reference.replace(/^#/, "");
    if (caller === null || typeof caller === "string") return [bare];
    const { teamId } = caller.token;
    const channel = (await store.findChannel(teamId, { id: bare })) ?? (await store.findChannel(teamId, { name: bare }));
    return channel ? [channel.id, channel.name] : [bare];
  }
}

async function runMethod(method: SandboxMethod, call: Call, caller: Caller | string | null): Promise<Outcome> {
  if (typeof caller === "string") return fail(caller);
  if (method.needsToken && caller && method.scope && !caller.token.scopes.includes(method.scope)) {
    return missingScope({ ...call, caller }, method.scope);
  }
  const missing = (method.required ?? []).filter((name) => call.args[name] === undefined || call.args[name] === "");
  if (missing.length > 0) return invalidArguments(...missing.map((name) => `missing required field: ${name}`));
  const notText = (method.strings ?? []).filter((name) => isGivenButNoText(call.args[name]));
  if (notText.length > 0) return invalidArguments(...notText.map((name) => `must provide a string [json-pointer:/${name}]`));
  if (!method.needsToken) return method.run(call);
  return caller ? method.run({ ...call, caller }) : fail("not_authed");
}

function isGivenButNoText(value: unknown): boolean {
  return value !== undefined && value !== null && typeof value !== "string";
}

function takesEffect(fault: Fault): boolean {
  return fault.kind === "drop_after_accept" || (fault.accepted === true && fault.kind !== "drop" && fault.kind !== "rate_limited");
}

function play(fault: Fault): SandboxReply {
  switch (fault.kind) {
    case "500":
      return respondPlainly(500, "<html><body><h1>Server Error</h1></body></html>");
    case "hang":
      return { kind: "hang" };
    case "drop":
    case "drop_after_accept":
      return { kind: "drop" };
    case "rate_limited":
      return respondRateLimited(fault.retryAfterSeconds ?? 1);
    case "error":
      return respond(fail(fault.error ?? "internal_error"));
    case "not_json":
      return respondPlainly(200, "upstream connect error or disconnect/reset before headers");
  }
}

function readBasic(header: string | undefined): Call["basic"] {
  const encoded = /^Basic\s+([A-Za-z0-9+/=]+)\s*$/i.exec(header ?? "")?.[1];
  if (encoded === undefined) return null;
  const plain = Buffer.from(encoded, "base64").toString("utf8");
  const colon = plain.indexOf(":");
  return colon < 0 ? null : { id: plain.slice(0, colon), secret: plain.slice(colon + 1) };
}
