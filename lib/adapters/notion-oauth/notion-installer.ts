import { z } from "zod";
import type { HttpPort } from "@/lib/ports/ports";

/** A public integration, and where its Notion is, without a trailing slash. */
export type NotionOAuthApp = { clientId: string; clientSecret: string; apiUrl: string };

export type NotionInstallation = { token: string; botId: string; workspaceId: string; workspaceName: string };

/** `code` is Notion's own error or one of `no_code`, `unreachable`, `unreadable_answer`. */
export type NotionAnswer = { ok: true; installation: NotionInstallation } | { ok: false; code: string };

/** Where to send the browser (developers.notion.com, Authorization, step 1). */
export function authorizeUrl({ clientId, apiUrl }: NotionOAuthApp, redirectUri: string, state: string): string {
  const query = new URLSearchParams({ client_id: clientId, response_type: "code", owner: "user", redirect_uri: redirectUri, state });
  return `${apiUrl}/v1/oauth/authorize?${query}`;
}

const tokenSchema = z.looseObject({ access_token: z.string(), bot_id: z.string(), workspace_id: z.string(), workspace_name: z.string().nullish() });
const errorSchema = z.union([z.looseObject({ error: z.string() }).transform(({ error }) => error), z.looseObject({ code: z.string() }).transform(({ code }) => code)]);

/**
 * Trades the code for a token. It has no end of its own: Notion tells of none, and its refresh token would only make a new
 * one and this one useless (developers.notion.com, Refresh a token). So that one is not kept.
 */
export async function exchangeCode({ clientId, clientSecret, apiUrl }: NotionOAuthApp, redirectUri: string, code: string | null, http: HttpPort): Promise<NotionAnswer> {
  if (code === null || code === "") return { ok: false, code: "no_code" };
  const outcome = await http.send({
    method: "POST",
    url: `${apiUrl}/v1/oauth/token`,
    headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`, "content-type": "application/json" },
    body: JSON.stringify({ grant_type: "authorization_code", code, redirect_uri: redirectUri }),
    timeoutMs: 10_000,
    bodyBytesMax: 64 * 1024,
  });
  if (outcome.kind !== "response") return { ok: false, code: "unreachable" };
  const body = parsed(outcome.body);
  if (outcome.status !== 200) return { ok: false, code: errorSchema.safeParse(body).data ?? (outcome.status >= 500 ? "unreachable" : "unreadable_answer") };
  const token = tokenSchema.safeParse(body);
  if (!token.success) return { ok: false, code: "unreadable_answer" };
  const { access_token, bot_id, workspace_id, workspace_name } = token.data;
  return { ok: true, installation: { token: access_token, botId: bot_id, workspaceId: workspace_id, workspaceName: workspace_name || "Notion" } };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
