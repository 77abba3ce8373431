import { z } from "zod";
import { authorizeUrl } from "@/lib/adapters/notion-oauth/notion-installer";
import type { Database } from "@/lib/db";
import { findMended } from "@/lib/oauth-sign-in/find-mended";
import { installQuery } from "@/lib/oauth-sign-in/install-query";
import { issueState, type Installer } from "@/lib/oauth-sign-in/states";
import type { Ports } from "@/lib/ports/ports";
import { notionApp, notionRedirectUrl } from "./notion-app";

export const notionQuerySchema = z.object(installQuery);

/** Where to send the browser, or why it can't begin. */
export async function beginNotionSignIn(
  db: Database,
  installer: Installer,
  query: z.infer<typeof notionQuerySchema>,
  ports: Pick<Ports, "clock">,
): Promise<{ ok: true; location: string } | { ok: false; code: "no_connection" | "no_app" }> {
  const mended = query.connection === undefined ? null : await findMended(db, installer.organizationId, "notion", query.connection);
  if (query.connection !== undefined && !mended) return { ok: false, code: "no_connection" };
  const app = notionApp();
  if (!app) return { ok: false, code: "no_app" };
  const state = await issueState(db, installer, { provider: "notion", connectionId: mended?.id ?? null, returnTo: query.return_to ?? "/destinations" }, ports.clock.now());
  return { ok: true, location: authorizeUrl(app, notionRedirectUrl(), state) };
}
