import type { SandboxApp, SandboxToken, SandboxUser, SlackSandboxStore, RateLimit } from "./store-port";

export type Arguments = Record<string, unknown>;

/** What a method call ends with; the HTTP parts (status, scope headers, warnings) are added around it. */
export type Outcome =
  | { kind: "ok"; fields: Record<string, unknown>; warnings: string[] }
  | { kind: "error"; error: string; fields: Record<string, unknown> }
  | { kind: "ratelimited"; retryAfterSeconds: number };

export type Limits = {
  /** chat.postMessage, each channel by itself. */
  post: RateLimit | "off";
  /** conversations.list, tier 2, each app and workspace. */
  list: RateLimit | "off";
};

export type Call = {
  args: Arguments;
  /** Client id and secret of an HTTP Basic header, if one was sent. */
  basic: { id: string; secret: string } | null;
  store: SlackSandboxStore;
  nowMs: number;
  limits: Limits;
  /** The workspace's own address, as `auth.test` gives it: permalinks start with it. No trailing slash. */
  webUrl: string;
};

export type Caller = { token: SandboxToken; app: SandboxApp; bot: SandboxUser };

export type AuthedCall = Call & { caller: Caller };

type MethodBase = {
  /** Read methods of Slack take arguments from the query or a form only; a JSON body is not looked at. */
  acceptsJson: boolean;
  /** Arguments without which the call is refused with `invalid_arguments`. */
  required?: string[];
  /** Arguments that must be strings when given. */
  strings?: string[];
};

export type SandboxMethod =
  | (MethodBase & {
      needsToken: true;
      /** The scope without which the call is refused; absent when there is none or the method decides by itself. */
      scope?: string;
      /** For the header X-Accepted-OAuth-Scopes. */
      acceptedScopes: string[];
      run(call: AuthedCall): Promise<Outcome>;
    })
  | (MethodBase & { needsToken: false; run(call: Call): Promise<Outcome> });

export function ok(fields: Record<string, unknown> = {}, warnings: string[] = []): Outcome {
  return { kind: "ok", fields, warnings };
}

export function fail(error: string, fields: Record<string, unknown> = {}): Outcome {
  return { kind: "error", error, fields };
}

export function invalidArguments(...problems: string[]): Outcome {
  return fail("invalid_arguments", { response_metadata: { messages: problems.map((problem) => `[ERROR] ${problem}`) } });
}

export function missingScope(call: AuthedCall, needed: string): Outcome {
  return fail("missing_scope", { needed, provided: call.caller.token.scopes.join(",") });
}

export function hasScope(call: AuthedCall, scope: string): boolean {
  return call.caller.token.scopes.includes(scope);
}

/** The argument as a string, absent and empty alike being undefined: a form cannot tell the two apart. */
export function textOf(args: Arguments, name: string): string | undefined {
  const value = args[name];
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}

export function isSet(args: Arguments, name: string): boolean {
  const value = args[name];
  return value === true || value === 1 || value === "true" || value === "1";
}
