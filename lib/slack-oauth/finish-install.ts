import type { Ports } from "@/lib/ports/ports";
import type { DeliveryPorts } from "@/lib/destinations/contract";
import { answerCallback, type SlackInstallation } from "@/lib/adapters/slack-oauth/slack-installer";
import type { Caller } from "@/lib/audit/store";
import { createConnection } from "@/lib/connections/create-connection";
import { updateConnection } from "@/lib/connections/update-connection";
import type { Database } from "@/lib/db";
import { slackScopes } from "@/lib/destinations/slack/account";
import { UserError } from "@/lib/errors";
import type { JsonObject } from "@/lib/pipeline/context";
import { hashState, type Installer } from "./begin-install";
import { connectionOfWorkspace, workspaceOf } from "./known-workspaces";
import { redirectUrl } from "./redirect-address";
import { slackApp } from "./slack-app";
import { takeState, type InstallState } from "./store";

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
  const state = await takeState(installer.organizationId, db, installer.userId, hashState(searchParams.get("state") ?? ""));
  const end = { returnTo: state?.returnTo ?? "/destinations", cookie: "" };
  if (!state) return { ...end, ok: false, code: "state_refused" };
  if (state.expiresAt.getTime() <= ports.clock.now()) return { ...end, ok: false, code: "state_expired" };
  const error = searchParams.get("error");
  if (error !== null) return { ...end, ok: false, code: /^[a-z_]{1,64}$/.test(error) ? error : "unreadable_answer" };
  const app = await slackApp(db, installer.organizationId, state.workspace);
  if (!app) return { ...end, ok: false, code: "no_app" };

  const { answer, cookie } = await answerCallback(app, { redirectUri: redirectUrl(), scopes: slackScopes }, { search, cookie: callback.cookie }, ports.http);
  if (!answer.ok) return { ...end, cookie, ok: false, code: answer.code };
  const kept = await keep(db, installer, state, answer.installation, app.apiUrl, ports);
  return { ...end, cookie, ...kept };
}

async function keep(
  db: Database,
  installer: Installer,
  state: InstallState,
  installation: SlackInstallation,
  apiUrl: string,
  ports: DeliveryPorts,
): Promise<{ ok: true; connectionId: string } | { ok: false; code: string }> {
  if (slackScopes.some((scope) => !installation.scopes.includes(scope))) return { ok: false, code: "missing_scope" };
  const { organizationId } = installer;
  const caller: Caller = { organizationId, actor: `user:${installer.userId}` };
  const config: JsonObject = { botToken: installation.botToken, ...(apiUrl === slackApiUrl ? {} : { apiBaseUrl: apiUrl }) };
  const known = await connectionOfWorkspace(db, organizationId, { ...installation, apiUrl: config.apiBaseUrl });
  const mended = state.connectionId ?? known;
  try {
    if (mended === null) {
      const { id } = await createConnection(db, caller, { kind: "slack", name: installation.teamName, config, sandbox: false, verify: true }, ports);
      return { ok: true, connectionId: id };
    }
    // Its pipelines name channels of the workspace it had.
    const teamId = await workspaceOf(db, organizationId, mended);
    if (teamId !== null && teamId !== installation.teamId) return { ok: false, code: "other_workspace" };
    return { ok: true, connectionId: (await updateConnection(db, caller, mended, { config: { apiBaseUrl: null, ...config }, verify: true }, ports)).id };
  } catch (error) {
    if (error instanceof UserError) return { ok: false, code: error.code };
    throw error;
  }
}
