import { fail, isSet, ok, textOf, type AuthedCall, type Outcome, type SandboxMethod } from "../method";
import { isSameSecret } from "../same-secret";

export const authMethods: Record<string, SandboxMethod> = {
  "auth.test": { needsToken: true, acceptsJson: true, acceptedScopes: [], run: test },
  "auth.revoke": { needsToken: true, acceptsJson: false, acceptedScopes: [], run: revoke },
  "apps.uninstall": { needsToken: true, acceptsJson: false, acceptedScopes: [], run: uninstall },
  "users.info": {
    needsToken: true,
    acceptsJson: false,
    scope: "users:read",
    acceptedScopes: ["users:read"],
    required: ["user"],
    run: userInfo,
  },
};

async function test({ caller, store, webUrl }: AuthedCall): Promise<Outcome> {
  const team = await store.findTeam(caller.token.teamId);
  return ok({
    url: `${webUrl}/`,
    team: team?.name ?? "",
    user: caller.bot.name,
    team_id: caller.token.teamId,
    user_id: caller.bot.id,
    bot_id: caller.bot.botId,
    is_enterprise_install: false,
  });
}

async function revoke({ args, caller, store }: AuthedCall): Promise<Outcome> {
  if (isSet(args, "test")) return ok({ revoked: false });
  await store.revokeToken(caller.token.token, "token_revoked");
  return ok({ revoked: true });
}

async function uninstall({ args, caller, store }: AuthedCall): Promise<Outcome> {
  const app = await store.findAppByClientId(textOf(args, "client_id") ?? "");
  if (!app) return fail("invalid_client_id");
  if (!isSameSecret(app.clientSecret, textOf(args, "client_secret") ?? "")) return fail("bad_client_secret");
  if (app.id !== caller.app.id) return fail("client_id_token_mismatch");
  await store.revokeTokensOfApp(caller.token.teamId, app.id, "account_inactive");
  return ok();
}

async function userInfo({ args, caller, store }: AuthedCall): Promise<Outcome> {
  const user = await store.findUser(caller.token.teamId, textOf(args, "user") ?? "");
  if (!user) return fail("user_not_found");
  return ok({
    user: {
      id: user.id,
      team_id: user.teamId,
      name: user.name,
      real_name: user.realName,
      deleted: false,
      is_bot: user.appId !== null,
      profile: { real_name: user.realName, display_name: user.name, team: user.teamId },
    },
  });
}
