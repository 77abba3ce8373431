import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { DoubleAnswer, DoubleRequest } from "./double-server";

const tokenRequest = z.strictObject({ grant_type: z.literal("authorization_code"), code: z.string(), redirect_uri: z.string() });

/** Notion's sign-in as its documentation has it: developers.notion.com, Authorization and Create a token. */
export function startNotionOAuth({ token, redirectUri }: { token: string; redirectUri: string | undefined }) {
  const app = { clientId: "double-notion-client", clientSecret: "double_notion_secret", redirectUri };
  const codes = new Map<string, { redirectUri: string }>();
  let workspaceId = "00000000-0000-4000-8000-0000000000aa";

  function answer(request: DoubleRequest): DoubleAnswer {
    if (request.path === "/v1/oauth/authorize" && request.method === "GET") return authorize(request.query);
    if (request.path === "/v1/oauth/token" && request.method === "POST") return exchange(request);
    return { status: 404, body: { object: "error", status: 404, code: "object_not_found", message: "Could not find it." } };
  }

  /** A page with two links; a page of errors where it can't send the browser back. */
  function authorize(query: URLSearchParams): DoubleAnswer {
    const back = query.get("redirect_uri") ?? "";
    const isKnown = query.get("client_id") === app.clientId && query.get("response_type") === "code" && query.get("owner") === "user" && URL.canParse(back) && (redirectUri === undefined || back === redirectUri);
    if (!isKnown) return html(400, "<h1>Missing or invalid redirect_uri or client_id</h1>");
    const code = randomUUID();
    codes.set(code, { redirectUri: back });
    const link = (answered: Record<string, string>) => `${back}?${new URLSearchParams({ ...answered, state: query.get("state") ?? "" })}`.replaceAll("&", "&amp;");
    return html(200, `<h1>Ingestlayer would like to access Acme</h1><a href="${link({ code })}">Allow access</a> <a href="${link({ error: "access_denied" })}">Cancel</a>`);
  }

  function exchange({ headers, body }: DoubleRequest): DoubleAnswer {
    if (headers["authorization"] !== `Basic ${Buffer.from(`${app.clientId}:${app.clientSecret}`).toString("base64")}`) return { status: 401, body: { error: "invalid_client", request_id: randomUUID() } };
    const parsed = tokenRequest.safeParse(body);
    if (!parsed.success) return { status: 400, body: { error: "invalid_request", request_id: randomUUID() } };
    const issued = codes.get(parsed.data.code);
    // Once, whatever comes of it.
    codes.delete(parsed.data.code);
    if (!issued || issued.redirectUri !== parsed.data.redirect_uri) return { status: 400, body: { error: "invalid_grant", request_id: randomUUID() } };
    const owner = { type: "user", user: { object: "user", id: "00000000-0000-4000-8000-0000000000ad" } };
    const workspace = { workspace_id: workspaceId, workspace_name: "Acme", workspace_icon: null };
    return { status: 200, body: { access_token: token, token_type: "bearer", refresh_token: "nrt_double_refresh", bot_id: "00000000-0000-4000-8000-0000000000b0", ...workspace, owner, duplicated_template_id: null, request_id: randomUUID() } };
  }

  return { app, answer, changeWorkspace: (id: string) => void (workspaceId = id) };
}

function html(status: number, body: string): DoubleAnswer {
  return { status, headers: { "content-type": "text/html" }, body };
}
