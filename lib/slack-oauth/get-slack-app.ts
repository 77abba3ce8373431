import type { Database } from "@/lib/db";
import { slackScopes } from "@/lib/destinations/slack/account";
import { env } from "@/lib/env";
import { appManifest } from "./app-manifest";
import { isRedirectTaken, redirectUrl } from "./redirect-address";
import type { SlackAppResource } from "./slack-app-resource";
import { findSlackAppRow } from "./store";

export async function getSlackApp(db: Database, organizationId: string): Promise<SlackAppResource> {
  const { SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, isSandboxOn } = env();
  const own = await findSlackAppRow(organizationId, db);
  const shared = SLACK_CLIENT_ID && SLACK_CLIENT_SECRET ? ({ client_id: SLACK_CLIENT_ID, source: "environment" } as const) : null;
  const app = own ? ({ client_id: own.clientId, source: "organization" } as const) : shared;
  const hasRedirect = isRedirectTaken("slack");
  const { json, yaml, createUrl } = appManifest(hasRedirect ? redirectUrl() : null, slackScopes);
  return {
    sign_in: !hasRedirect ? "needs_https" : app ? "ready" : "needs_app",
    app,
    redirect_url: redirectUrl(),
    scopes: slackScopes,
    manifest: { json, yaml, create_url: createUrl },
    has_sandbox: isSandboxOn,
  };
}
