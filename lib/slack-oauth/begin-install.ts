import type { Ports } from "@/lib/ports/ports";
import type { DeliveryPorts } from "@/lib/destinations/contract";
import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import { authorizeRedirect } from "@/lib/adapters/slack-oauth/slack-installer";
import { getConnection } from "@/lib/connections/get-connection";
import type { Database } from "@/lib/db";
import { slackScopes } from "@/lib/destinations/slack/account";
import { env } from "@/lib/env";
import { UserError } from "@/lib/errors";
import { isRedirectTaken, redirectUrl } from "./redirect-address";
import { slackApp } from "./slack-app";
import { insertState, type InstallState } from "./store";

/** Whose session it is: a state is taken by nobody else. */
export type Installer = { organizationId: string; userId: string };

export const installQuerySchema = z.object({
  /** Signs in to the built-in workspace. */
  sandbox: z.literal("1").optional(),
  /** The connection to mend. */
  connection: z.string().max(64).optional(),
  /** A page of ours; anything else would make this an open redirect. */
  return_to: z.string().max(500).regex(/^\/(?![/\\])[\w\-./?=&%[\]]*$/).optional().catch(undefined),
});

const lifetimeMs = 10 * 60_000;

/** Where to send the browser, with the cookie to set; or why it can't begin. */
export async function beginInstall(
  db: Database,
  installer: Installer,
  query: z.infer<typeof installQuerySchema>,
  ports: DeliveryPorts & Pick<Ports, "clock">,
): Promise<{ ok: true; location: string; cookie: string } | { ok: false; code: "no_connection" | "needs_https" | "no_app" }> {
  const mended = query.connection === undefined ? null : await findMended(db, installer.organizationId, query.connection);
  if (query.connection !== undefined && !mended) return { ok: false, code: "no_connection" };
  const workspace: InstallState["workspace"] = query.sandbox === "1" || mended?.isSandbox ? "sandbox" : "slack";
  if (!isRedirectTaken(workspace)) return { ok: false, code: "needs_https" };
  const app = await slackApp(db, installer.organizationId, workspace);
  if (!app) return { ok: false, code: "no_app" };

  const state = randomBytes(32).toString("base64url");
  await insertState(installer.organizationId, db, {
    stateHash: hashState(state),
    userId: installer.userId,
    workspace,
    connectionId: mended?.id ?? null,
    returnTo: query.return_to ?? "/destinations",
    expiresAt: new Date(ports.clock.now() + lifetimeMs),
  });
  const redirect = await authorizeRedirect(app, { redirectUri: redirectUrl(), scopes: slackScopes, teamId: mended?.teamId }, state, ports.http);
  return { ok: true, ...redirect };
}

export function hashState(state: string): string {
  return createHash("sha256").update(state).digest("hex");
}

async function findMended(db: Database, organizationId: string, idOrSlug: string): Promise<{ id: string; teamId: string | undefined; isSandbox: boolean } | null> {
  const connection = await getConnection(db, organizationId, idOrSlug).catch((error: unknown) => {
    if (error instanceof UserError && error.code === "not_found") return null;
    throw error;
  });
  if (connection?.kind !== "slack") return null;
  const { teamId, apiBaseUrl } = connection.config;
  const { isSandboxOn, publicUrl } = env();
  return { id: connection.id, teamId: typeof teamId === "string" ? teamId : undefined, isSandbox: isSandboxOn && apiBaseUrl === new URL(publicUrl).origin };
}
