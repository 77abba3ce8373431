import type { SandboxRequest, SandboxResponse } from "./http";
import { escapeHtml } from "./escape-html";
import { randomSecret } from "./random-id";
import type { SandboxApp, SandboxTeam, SlackSandboxStore } from "./store-port";

const codeLifetimeMs = 10 * 60_000;

type Grant = {
  app: SandboxApp;
  team: SandboxTeam;
  scopes: string[];
  /** Null when the request named none: then the first registered address is used, and the exchange must name none either. */
  redirectUri: string | null;
  target: string;
  state: string | null;
  codeChallenge: string | null;
};

/** The consent page of OAuth v2: GET shows it, POST is the button pressed. Both read the request from the query. */
export async function handleAuthorize(request: SandboxRequest, store: SlackSandboxStore, nowMs: number): Promise<SandboxResponse> {
  const grant = await readGrant(request.query, store);
  if (typeof grant === "string") return page(400, "This link does not work", `<p class="error">${escapeHtml(grant)}</p>`);
  if (request.method !== "POST") return page(200, `${grant.app.name} asks for access`, consentForm(grant));

  const decision = new URLSearchParams(request.body.toString("utf8")).get("decision");
  if (decision !== "allow") return redirect(grant, { error: "access_denied" });
  const person = await store.firstPerson(grant.team.id);
  const code = randomSecret();
  await store.saveCode({
    code,
    teamId: grant.team.id,
    appId: grant.app.id,
    userId: person?.id ?? "",
    redirectUri: grant.redirectUri,
    scopes: grant.scopes,
    codeChallenge: grant.codeChallenge,
    expiresAt: new Date(nowMs + codeLifetimeMs),
    usedAt: null,
  });
  return redirect(grant, { code });
}

async function readGrant(query: URLSearchParams, store: SlackSandboxStore): Promise<Grant | string> {
  const app = await store.findAppByClientId(query.get("client_id") ?? "");
  if (!app) return "Invalid client_id parameter";
  const scopes = (query.get("scope") ?? "").split(/[\s,]+/).filter((scope) => scope !== "");
  if (scopes.length === 0) return "No scopes requested: the scope parameter must name at least one bot scope";
  const unknown = scopes.filter((scope) => !app.scopes.includes(scope));
  if (unknown.length > 0) return `Invalid permissions requested: ${unknown.join(", ")}`;

  const redirectUri = query.get("redirect_uri");
  const target = redirectUri ?? app.redirectUris[0];
  if (target === undefined || !app.redirectUris.some((registered) => extendsUri(target, registered))) {
    return `redirect_uri did not match any configured URIs. Passed URI: ${redirectUri ?? "none"}`;
  }
  const codeChallenge = query.get("code_challenge");
  if (codeChallenge !== null && query.get("code_challenge_method") !== "S256") return "code_challenge_method must be S256";
  const teamId = query.get("team");
  const team = teamId ? await store.findTeam(teamId) : await store.firstTeam();
  if (!team) return "Invalid team parameter";
  return { app, team, scopes, redirectUri, target, state: query.get("state"), codeChallenge };
}

/** Slack takes HTTPS only; a plain loopback address is the sandbox's one exception, since it runs where HTTPS does not. */
function extendsUri(uri: string, registered: string): boolean {
  if (!URL.canParse(uri) || !URL.canParse(registered)) return false;
  const given = new URL(uri);
  const base = new URL(registered);
  const isLoopback = ["127.0.0.1", "localhost", "[::1]"].includes(given.hostname);
  if (given.protocol !== "https:" && !(given.protocol === "http:" && isLoopback)) return false;
  if (given.origin !== base.origin || given.username !== "" || given.password !== "") return false;
  const folder = base.pathname.endsWith("/") ? base.pathname : `${base.pathname}/`;
  return given.pathname === base.pathname || given.pathname.startsWith(folder);
}

function redirect(grant: Grant, result: Record<string, string>): SandboxResponse {
  const target = new URL(grant.target);
  for (const [name, value] of Object.entries(result)) target.searchParams.set(name, value);
  if (grant.state !== null) target.searchParams.set("state", grant.state);
  return { kind: "response", status: 302, headers: { location: target.toString(), "cache-control": "no-store" }, body: "" };
}

function consentForm({ app, team, scopes }: Grant): string {
  const items = scopes.map((scope) => `<li><code>${escapeHtml(scope)}</code></li>`).join("");
  return `<p><strong>${escapeHtml(app.name)}</strong> asks for access to the workspace <strong>${escapeHtml(team.name)}</strong>.</p>
<p>It will be able to use:</p><ul>${items}</ul>
<form method="post"><button name="decision" value="cancel">Cancel</button>
<button name="decision" value="allow" class="allow">Allow</button></form>
<p class="note">This is a sandbox workspace on your own server. Nothing leaves it for Slack.</p>`;
}

function page(status: number, title: string, content: string): SandboxResponse {
  const body = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title><style>${style}</style></head>
<body><main><h1>${escapeHtml(title)}</h1>${content}</main></body></html>`;
  const headers = {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
  };
  return { kind: "response", status, headers, body };
}

const style = `
:root{color-scheme:light dark}
body{margin:0;font:16px/1.5 system-ui,sans-serif;background:Canvas;color:CanvasText}
main{max-width:30rem;margin:12vh auto;padding:0 1.25rem}
h1{font-size:1.4rem;line-height:1.25}
form{display:flex;gap:.75rem;margin:1.75rem 0}
button{font:inherit;font-weight:600;padding:.6rem 1.25rem;border-radius:.4rem;border:1px solid GrayText;background:transparent;color:inherit;cursor:pointer}
button:focus-visible{outline:3px solid Highlight;outline-offset:2px}
.allow{background:#007a5a;border-color:#007a5a;color:#fff}
.note{opacity:.75;font-size:.875rem}
.error{border-left:3px solid #c4314b;padding-left:.75rem}`;
