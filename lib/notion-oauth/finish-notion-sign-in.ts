import { exchangeCode, type NotionInstallation } from "@/lib/adapters/notion-oauth/notion-installer";
import type { Database } from "@/lib/db";
import type { DeliveryPorts } from "@/lib/destinations/contract";
import { keepAccount, type SignedInAccount } from "@/lib/oauth-sign-in/keep-account";
import { isErrorCode, takeAnswer, type Installer } from "@/lib/oauth-sign-in/states";
import type { Ports } from "@/lib/ports/ports";
import { notionApp, notionRedirectUrl } from "./notion-app";

const notionApiUrl = "https://api.notion.com";

/** `code` says in a word why nothing was stored: Notion's own, or one of ours. */
export type NotionSignInEnd = { returnTo: string } & ({ ok: true; connectionId: string } | { ok: false; code: string });

/** What Notion sent the browser back with: a state that this very session began, and a code to trade for a token. */
export async function finishNotionSignIn(db: Database, installer: Installer, callback: { url: string }, ports: DeliveryPorts & Pick<Ports, "clock">): Promise<NotionSignInEnd> {
  const { searchParams } = new URL(callback.url);
  const taken = await takeAnswer(db, installer, ["notion"], searchParams, ports.clock.now());
  if (!taken.ok) return taken;
  const { returnTo, connectionId } = taken.state;
  const app = notionApp();
  if (!app) return { ok: false, code: "no_app", returnTo };
  const answer = await exchangeCode(app, notionRedirectUrl(), searchParams.get("code"), ports.http);
  if (!answer.ok) return { ok: false, code: isErrorCode(answer.code) ? answer.code : "unreadable_answer", returnTo };
  return { returnTo, ...(await keepAccount(db, installer, connectionId, accountOf(answer.installation, app.apiUrl), ports)) };
}

/** By its bot as well: each person who signs in shares other pages with a bot of their own. */
function accountOf({ token, botId, workspaceId, workspaceName }: NotionInstallation, apiUrl: string): SignedInAccount {
  const isVendor = apiUrl === notionApiUrl;
  return {
    kind: "notion",
    name: workspaceName,
    config: { token, botId, workspaceId, apiBaseUrl: isVendor ? null : apiUrl },
    identity: { workspaceId, botId, apiBaseUrl: isVendor ? undefined : new URL(apiUrl).origin },
    workspace: "workspaceId",
  };
}
