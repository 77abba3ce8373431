import type { SlackOAuthApp } from "@/lib/adapters/slack-oauth/slack-installer";
import { liveSecrets } from "@/lib/adapters/secrets/live-secrets";
import type { Database } from "@/lib/db";
import { env } from "@/lib/env";
import { processSandbox } from "@/lib/slack-sandbox/process-sandbox";
import type { SignInState } from "@/lib/oauth-sign-in/store";
import { findSlackAppRow } from "./store";

/** The app to sign in with: the organization's own before the install's; null when there is none. */
export async function slackApp(db: Database, organizationId: string, provider: SignInState["provider"]): Promise<SlackOAuthApp | null> {
  if (provider === "sandbox") return sandboxApp();
  const { SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, SLACK_AUTHORIZE_URL, SLACK_API_URL } = env();
  const addresses = { authorizeUrl: SLACK_AUTHORIZE_URL, apiUrl: SLACK_API_URL };
  const own = await findSlackAppRow(organizationId, db);
  if (own) {
    const clientSecret = await liveSecrets(db).decrypt(organizationId, own.secretEncrypted, slackAppSealedAs);
    return { clientId: own.clientId, clientSecret: String(clientSecret), ...addresses };
  }
  return SLACK_CLIENT_ID && SLACK_CLIENT_SECRET ? { clientId: SLACK_CLIENT_ID, clientSecret: SLACK_CLIENT_SECRET, ...addresses } : null;
}

/** What the ciphertext of an organization's client secret is bound to besides the organization. */
export const slackAppSealedAs = "slack_app:client_secret";

async function sandboxApp(): Promise<SlackOAuthApp | null> {
  const sandbox = await processSandbox();
  if (!sandbox) return null;
  const { clientId, clientSecret } = await sandbox.credentials();
  return { clientId, clientSecret, authorizeUrl: sandbox.authorizeUrl, apiUrl: sandbox.apiUrl };
}
