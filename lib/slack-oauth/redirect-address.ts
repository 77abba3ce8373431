import { env } from "@/lib/env";
import type { SignInState } from "@/lib/oauth-sign-in/store";

/** Where Slack sends the browser back to; what has to be registered with the app. */
export function redirectUrl(): string {
  return `${env().publicUrl}/api/slack/oauth_redirect`;
}

/** Slack takes https alone as a redirect; a double of it, such as the sandbox, may stand on plain loopback. */
export function isRedirectTaken(provider: SignInState["provider"]): boolean {
  if (provider === "sandbox") return true;
  const { SLACK_AUTHORIZE_URL, publicUrl } = env();
  return publicUrl.startsWith("https:") || new URL(SLACK_AUTHORIZE_URL).hostname !== "slack.com";
}
