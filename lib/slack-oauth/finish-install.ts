import type { Ports } from "@/lib/ports/ports";
import type { DeliveryPorts } from "@/lib/destinations/contract";
import { answerCallback, type SlackInstallation } from "@/lib/adapters/slack-oauth/slack-installer";
import type { Database } from "@/lib/db";
import { slackScopes } from "@/lib/destinations/slack/account";
import { keepAccount, type SignedInAccount } from "@/lib/oauth-sign-in/keep-account";
import { takeAnswer, type Installer } from "@/lib/oauth-sign-in/states";
import { redirectUrl } from "./redirect-address";
import { slackApp } from "./slack-app";

const slackApiUrl = "https://slack.com/api/";

/** `code` says in a word why nothing was stored: Slack's own, or one of ours. */
export type InstallEnd = { returnTo: string; cookie: string } & ({ ok: true; connectionId: string } | { ok: false; code: string });

/** What Slack sent the browser back with: a state that this very session began, and a code to trade for a token. */
export async function finishInstall(
  db: Database,
  installer: Installer,
  callback: { url: string; cookie: string | null },
  ports: DeliveryPorts & Pick<Ports, "clock">,
): Promise<InstallEnd> {
  const { search, searchParams } = new URL(callback.url);
  const taken = await takeAnswer(db, installer, ["slack", "sandbox"], searchParams, ports.clock.now());
  if (!taken.ok) return { ...taken, cookie: "" };
  const { state } = taken;
  const end = { returnTo: state.returnTo, cookie: "" };
  const app = await slackApp(db, installer.organizationId, state.provider);
  if (!app) return { ...end, ok: false, code: "no_app" };

  const { answer, cookie } = await answerCallback(app, { redirectUri: redirectUrl(), scopes: slackScopes }, { search, cookie: callback.cookie }, ports.http);
  if (!answer.ok) return { ...end, cookie, ok: false, code: answer.code };
  if (slackScopes.some((scope) => !answer.installation.scopes.includes(scope))) return { ...end, cookie, ok: false, code: "missing_scope" };
  const kept = await keepAccount(db, installer, state.connectionId, accountOf(answer.installation, app.apiUrl), ports);
  return { ...end, cookie, ...kept };
}

/** By its bot as well: Slack hands out one token for a workspace and a bot, so a second connection would only confuse. */
function accountOf({ botToken, teamId, teamName, botUserId }: SlackInstallation, apiUrl: string): SignedInAccount {
  const isVendor = apiUrl === slackApiUrl;
  return {
    kind: "slack",
    name: teamName,
    config: { botToken, apiBaseUrl: isVendor ? null : apiUrl },
    identity: { teamId, botUserId, apiBaseUrl: isVendor ? undefined : new URL(apiUrl).origin },
    workspace: "teamId",
  };
}
