import type { NotionOAuthApp } from "@/lib/adapters/notion-oauth/notion-installer";
import { env } from "@/lib/env";
import type { NotionAppResource } from "./notion-app-resource";

/** The install's public integration; null when there is none to sign in with. */
export function notionApp(): NotionOAuthApp | null {
  const { NOTION_CLIENT_ID, NOTION_CLIENT_SECRET, NOTION_API_URL } = env();
  if (!NOTION_CLIENT_ID || !NOTION_CLIENT_SECRET) return null;
  return { clientId: NOTION_CLIENT_ID, clientSecret: NOTION_CLIENT_SECRET, apiUrl: NOTION_API_URL.replace(/\/+$/, "") };
}

/** Where Notion sends the browser back to; what has to be registered with the integration. */
export function notionRedirectUrl(): string {
  return `${env().publicUrl}/api/notion/oauth_redirect`;
}

export function getNotionApp(): NotionAppResource {
  return { sign_in: notionApp() ? "ready" : "needs_app", redirect_url: notionRedirectUrl() };
}
