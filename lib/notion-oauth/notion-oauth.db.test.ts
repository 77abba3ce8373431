import { startNotion } from "./testing/environment";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startTestApi, type TestApi } from "@/app/v1/testing/api";
import { createConnection } from "@/lib/connections/create-connection";
import { listConnections } from "@/lib/connections/list-connections";
import { markAttention } from "@/lib/connections/mark-attention";
import { openConnection } from "@/lib/connections/open-connection";
import type { Database } from "@/lib/db";
import { newId } from "@/lib/ids";
import { livePorts } from "@/lib/live-ports";
import type { Installer } from "@/lib/oauth-sign-in/states";
import { createOwner } from "@/lib/organizations/create-owner";
import type { Ports } from "@/lib/ports/ports";
import { finishInstall } from "@/lib/slack-oauth/finish-install";
import { beginNotionSignIn } from "./begin-notion-sign-in";
import { finishNotionSignIn } from "./finish-notion-sign-in";

let notion: Awaited<ReturnType<typeof startNotion>>;
let api: TestApi;
let db: Database;
let ports: Ports;
let owner: Installer;
const clock = { nowMs: Date.now(), now: () => clock.nowMs };
const workspace = "00000000-0000-4000-8000-0000000000aa";
beforeAll(async () => {
  notion = await startNotion();
  api = await startTestApi();
  ({ db } = api);
  ports = { ...livePorts(db), clock };
});
afterAll(async () => {
  await api.close();
  await notion.close();
});
beforeEach(async () => {
  clock.nowMs = Date.now();
  notion.changeWorkspace(workspace);
  owner = await newOwner();
});

async function newOwner(): Promise<Installer> {
  const { organizationId, userId } = await createOwner({ email: `${newId("user").toLowerCase()}@example.com`, password: "a long password" }, db);
  return { organizationId, userId };
}

async function begin(installer: Installer, query: { connection?: string; return_to?: string } = {}): Promise<string> {
  const begun = await beginNotionSignIn(db, installer, query, ports);
  if (!begun.ok) throw new Error(begun.code);
  return begun.location;
}

/** Follows a link of the consent page; the address Notion sends the browser back to. */
async function press(location: string, link: "Allow access" | "Cancel"): Promise<string> {
  const answer = await fetch(location);
  const page = await answer.text();
  expect(answer.status, page).toBe(200);
  return new RegExp(`<a href="([^"]+)">${link}</a>`).exec(page)?.[1]?.replaceAll("&amp;", "&") ?? "";
}

const finish = (installer: Installer, url: string) => finishNotionSignIn(db, installer, { url }, ports);
const connect = async (installer: Installer, query: { connection?: string; return_to?: string } = {}) => finish(installer, await press(await begin(installer, query), "Allow access"));
const connectionsOf = async ({ organizationId }: Installer) => (await listConnections(db, organizationId, { limit: 50 })).data;

describe("a sign-in with Notion", () => {
  it("asks for the person's own pages, and to be sent back here", async () => {
    const { origin, pathname, searchParams } = new URL(await begin(owner));
    expect(`${origin}${pathname}`).toBe(`${notion.url}/v1/oauth/authorize`);
    expect(Object.fromEntries(searchParams)).toEqual({ client_id: notion.oauth.clientId, response_type: "code", owner: "user", redirect_uri: "https://events.example.com/api/notion/oauth_redirect", state: expect.stringMatching(/^[\w-]{43}$/) });
  });

  it("keeps a working token, encrypted, under the workspace's name", async () => {
    const end = await connect(owner, { return_to: "/welcome" });
    expect(end).toMatchObject({ ok: true, returnTo: "/welcome" });
    const [connection, ...more] = await connectionsOf(owner);
    expect(more).toEqual([]);
    expect(connection).toMatchObject({ kind: "notion", name: "Acme", status: "active", summary: "Ingestlayer in Acme", config: { workspaceId: workspace } });
    expect(await openConnection(db, owner.organizationId, connection?.id ?? "")).toEqual({ token: notion.token, apiBaseUrl: notion.url, workspaceId: workspace, botId: expect.any(String) });
    const { rows } = await db.pool.query("select secrets_encrypted from connections where id = $1", [connection?.id]);
    expect(rows[0].secrets_encrypted.includes(notion.token)).toBe(false);
  });

  it("stores nothing when the person says no, and says so", async () => {
    expect(await finish(owner, await press(await begin(owner), "Cancel"))).toMatchObject({ ok: false, code: "access_denied" });
    expect(await connectionsOf(owner)).toEqual([]);
  });

  it("connects a workspace once, however often one signs in", async () => {
    await connect(owner);
    await connect(owner);
    expect(await connectionsOf(owner)).toHaveLength(1);
  });

  it("mends a connection that keeps its id, and lets go what needed attention", async () => {
    const first = await connect(owner);
    if (!first.ok) throw new Error(first.code);
    await markAttention(db, owner.organizationId, first.connectionId, { code: "notion_unauthorized", detail: "revoked", revision: 1 });
    expect(await connect(owner, { connection: first.connectionId })).toMatchObject({ ok: true, connectionId: first.connectionId });
    expect(await connectionsOf(owner)).toMatchObject([{ id: first.connectionId, status: "active", attention: null }]);
  });

  it("gives a pasted token's connection the workspace that was signed in to, and refuses it another after that", async () => {
    const caller = { organizationId: owner.organizationId, actor: "system" };
    const { id } = await createConnection(db, caller, { kind: "notion", slug: "wiki", config: { token: notion.token }, sandbox: false, verify: true }, ports);
    expect(await connect(owner, { connection: "wiki" })).toMatchObject({ ok: true, connectionId: id });
    notion.changeWorkspace("00000000-0000-4000-8000-0000000000ab");
    expect(await connect(owner, { connection: "wiki" })).toMatchObject({ ok: false, code: "other_workspace" });
    expect(await connectionsOf(owner)).toMatchObject([{ id, config: { workspaceId: workspace } }]);
  });

  it("does not begin for a connection that is not there, or another organization's", async () => {
    const stranger = await newOwner();
    await connect(stranger);
    const [theirs] = await connectionsOf(stranger);
    for (const connection of ["con_none", theirs?.id ?? ""]) expect(await beginNotionSignIn(db, owner, { connection }, ports)).toEqual({ ok: false, code: "no_connection" });
  });
});

describe("what Notion answers", () => {
  it("is asked once for a code: a used or forged one is refused by it", async () => {
    const used = new URL(await press(await begin(owner), "Allow access"));
    await finish(owner, used.href);
    const again = new URL(await press(await begin(owner), "Allow access"));
    again.searchParams.set("code", used.searchParams.get("code") ?? "");
    expect(await finish(owner, again.href)).toMatchObject({ ok: false, code: "invalid_grant" });
    expect(await connectionsOf(owner)).toHaveLength(1);
  });

  it.each([
    [{ answer: { status: 401, body: { error: "invalid_client" } } }, "invalid_client"],
    [{ answer: { status: 400, body: { object: "error", code: "validation_error" } } }, "validation_error"],
    [{ answer: { status: 400, body: { error: "<b>Call 555</b>" } } }, "unreadable_answer"],
    [{ answer: { status: 503, body: "down" } }, "unreachable"],
    [{ answer: { status: 200, body: "{" } }, "unreadable_answer"],
    ["reset", "unreachable"],
  ] as const)("%j ends as %s, and nothing is stored", async (fault, code) => {
    const url = await press(await begin(owner), "Allow access");
    notion.fail(fault);
    expect(await finish(owner, url)).toMatchObject({ ok: false, code });
    expect(await connectionsOf(owner)).toEqual([]);
  });

  it("without a code stores nothing", async () => {
    const url = new URL(await press(await begin(owner), "Allow access"));
    url.searchParams.delete("code");
    expect(await finish(owner, url.href)).toMatchObject({ ok: false, code: "no_code" });
  });
});

describe("a state", () => {
  const refused = { ok: false, code: "state_refused", returnTo: "/destinations" };

  it("works once, also when it comes many times at once", async () => {
    const url = await press(await begin(owner), "Allow access");
    const ends = await Promise.all(Array.from({ length: 6 }, () => finish(owner, url)));
    expect(ends.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await finish(owner, url)).toMatchObject(refused);
  });

  it("is refused when nobody issued it, and after ten minutes", async () => {
    const url = new URL(await press(await begin(owner), "Allow access"));
    const forged = new URL(url);
    forged.searchParams.set("state", "forged");
    expect(await finish(owner, forged.href)).toMatchObject(refused);
    clock.nowMs += 10 * 60_000;
    expect(await finish(owner, url.href)).toMatchObject({ ok: false, code: "state_expired" });
    expect(await connectionsOf(owner)).toEqual([]);
  });

  it("is refused to another session and at another vendor's address, which don't use it up", async () => {
    const url = await press(await begin(owner), "Allow access");
    const stranger = await newOwner();
    for (const installer of [stranger, { ...owner, userId: stranger.userId }, { ...stranger, userId: owner.userId }]) {
      expect(await finish(installer, url)).toMatchObject(refused);
      expect(await connectionsOf(installer)).toEqual([]);
    }
    expect(await finishInstall(db, owner, { url, cookie: null }, ports)).toMatchObject(refused);
    expect(await finish(owner, url)).toMatchObject({ ok: true });
  });
});
