import { createHash } from "node:crypto";
import { fail, ok, textOf, type Call, type Outcome, type SandboxMethod } from "../method";
import { randomId, randomSecret } from "../random-id";
import { isSameSecret } from "../same-secret";
import type { SandboxApp, SandboxOauthCode, SandboxToken } from "../store-port";

export const oauthMethods: Record<string, SandboxMethod> = {
  "oauth.v2.access": { needsToken: false, acceptsJson: false, run: access },
};

async function access(call: Call): Promise<Outcome> {
  const { args, basic, store, nowMs } = call;
  const app = await store.findAppByClientId(basic?.id ?? textOf(args, "client_id") ?? "");
  if (!app) return fail("invalid_client_id");
  if (!isSameSecret(app.clientSecret, basic?.secret ?? textOf(args, "client_secret") ?? "")) return fail("bad_client_secret");
  const grant = textOf(args, "grant_type") ?? "authorization_code";
  // The sandbox's apps have token rotation off, so no refresh token was ever given out.
  if (grant === "refresh_token") return fail("invalid_refresh_token");
  if (grant !== "authorization_code") return fail("invalid_grant_type");

  const code = await store.findCode(textOf(args, "code") ?? "");
  if (!code || code.appId !== app.id) return fail("invalid_code");
  const refusal = codeProblem(code, call);
  if (refusal) return fail(refusal);
  if (!(await store.useCode(code.code, new Date(nowMs)))) return fail("code_already_used");

  const token = await install(call, app, code);
  const team = await store.findTeam(code.teamId);
  return ok({
    app_id: app.id,
    authed_user: { id: code.userId },
    scope: token.scopes.join(","),
    token_type: "bot",
    access_token: token.token,
    bot_user_id: token.userId,
    team: { id: code.teamId, name: team?.name ?? "" },
    enterprise: null,
    is_enterprise_install: false,
  });
}

// None of these burns the code: the same code with the right arguments still works.
function codeProblem(code: SandboxOauthCode, { args, nowMs }: Call): string | undefined {
  if (code.usedAt) return "code_already_used";
  if (nowMs >= code.expiresAt.getTime()) return "invalid_code";
  if ((textOf(args, "redirect_uri") ?? null) !== code.redirectUri) return "bad_redirect_uri";
  const verifier = textOf(args, "code_verifier");
  if (code.codeChallenge === null) return verifier === undefined ? undefined : "invalid_code_verifier";
  const challenge = createHash("sha256").update(verifier ?? "").digest("base64url");
  return challenge === code.codeChallenge ? undefined : "invalid_code_verifier";
}

/** An app has one bot and one bot token in a workspace: installing again widens the scopes of the token that lives. */
async function install({ store }: Call, app: SandboxApp, code: SandboxOauthCode): Promise<SandboxToken> {
  const bot = await store.ensureBot({
    id: randomId("U"),
    teamId: code.teamId,
    name: app.name.toLowerCase().replace(/[^a-z0-9]+/g, "_"),
    realName: app.name,
    appId: app.id,
    botId: randomId("B"),
  });
  const kept = await store.findLiveToken(code.teamId, app.id);
  const token = {
    token: kept?.token ?? `xoxb-sandbox-${randomSecret()}`,
    teamId: code.teamId,
    appId: app.id,
    userId: bot.id,
    scopes: [...new Set([...(kept?.scopes ?? []), ...code.scopes])],
    revokedReason: null,
  };
  await store.saveToken(token);
  return token;
}
