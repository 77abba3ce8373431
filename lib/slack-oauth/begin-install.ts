import type { Ports } from "@/lib/ports/ports";
import type { DeliveryPorts } from "@/lib/destinations/contract";
import { z } from "zod";
import { authorizeRedirect } from "@/lib/adapters/slack-oauth/slack-installer";
import type { Database } from "@/lib/db";
import { slackScopes } from "@/lib/destinations/slack/account";
import { env } from "@/lib/env";
import { findMended } from "@/lib/oauth-sign-in/find-mended";
import { installQuery } from "@/lib/oauth-sign-in/install-query";
import { issueState, type Installer } from "@/lib/oauth-sign-in/states";
import type { SignInState } from "@/lib/oauth-sign-in/store";
import { isRedirectTaken, redirectUrl } from "./redirect-address";
import { slackApp } from "./slack-app";

export const installQuerySchema = z.object({
  ...installQuery,
  /** Signs in to the built-in workspace. */
  sandbox: z.literal("1").optional(),
});

/** Where to send the browser, with the cookie to set; or why it can't begin. */
export async function beginInstall(
  db: Database,
  installer: Installer,
  query: z.infer<typeof installQuerySchema>,
  ports: DeliveryPorts & Pick<Ports, "clock">,
): Promise<{ ok: true; location: string; cookie: string } | { ok: false; code: "no_connection" | "needs_https" | "no_app" }> {
  const mended = query.connection === undefined ? null : await findMended(db, installer.organizationId, "slack", query.connection);
  if (query.connection !== undefined && !mended) return { ok: false, code: "no_connection" };
  const provider: SignInState["provider"] = query.sandbox === "1" || isSandboxApi(mended?.config.apiBaseUrl) ? "sandbox" : "slack";
  if (!isRedirectTaken(provider)) return { ok: false, code: "needs_https" };
  const app = await slackApp(db, installer.organizationId, provider);
  if (!app) return { ok: false, code: "no_app" };

  const state = await issueState(db, installer, { provider, connectionId: mended?.id ?? null, returnTo: query.return_to ?? "/destinations" }, ports.clock.now());
  const teamId = mended?.config.teamId;
  const redirect = await authorizeRedirect(app, { redirectUri: redirectUrl(), scopes: slackScopes, teamId: typeof teamId === "string" ? teamId : undefined }, state, ports.http);
  return { ok: true, ...redirect };
}

function isSandboxApi(apiBaseUrl: unknown): boolean {
  const { isSandboxOn, publicUrl } = env();
  return isSandboxOn && apiBaseUrl === new URL(publicUrl).origin;
}
