import { startSlack } from "./testing/environment";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { checkCredentials } from "@/lib/connections/check-credentials";
import { createConnection } from "@/lib/connections/create-connection";
import { deleteConnection } from "@/lib/connections/delete-connection";
import { getConnection } from "@/lib/connections/get-connection";
import { listConnections } from "@/lib/connections/list-connections";
import { markAttention } from "@/lib/connections/mark-attention";
import { openConnection } from "@/lib/connections/open-connection";
import { startTestApi, type TestApi } from "@/app/v1/testing/api";
import type { Database } from "@/lib/db";
import { slackScopes } from "@/lib/destinations/slack/account";
import { newId } from "@/lib/ids";
import { livePorts } from "@/lib/live-ports";
import { createOwner } from "@/lib/organizations/create-owner";
import type { Ports } from "@/lib/ports/ports";
import type { Installer } from "@/lib/oauth-sign-in/states";
import { beginInstall } from "./begin-install";
import { finishInstall } from "./finish-install";
import { saveSlackApp } from "./save-slack-app";

let slack: Awaited<ReturnType<typeof startSlack>>;
let api: TestApi;
let db: Database;
let ports: Ports;
let owner: Installer;
const clock = { nowMs: Date.now(), now: () => clock.nowMs };
beforeAll(async () => {
  slack = await startSlack();
  api = await startTestApi();
  ({ db } = api);
  ports = { ...livePorts(db), clock };
});
afterAll(async () => {
  await api.close();
  await slack.close();
});
beforeEach(async () => {
  clock.nowMs = Date.now();
  owner = await newOwner();
});

async function newOwner(): Promise<Installer> {
  const { organizationId, userId } = await createOwner({ email: `${newId("user").toLowerCase()}@example.com`, password: "a long password" }, db);
  await saveSlackApp(db, { organizationId, actor: "system" }, { client_id: slack.clientId, client_secret: slack.clientSecret });
  return { organizationId, userId };
}

async function begin(installer: Installer, query: { connection?: string; return_to?: string } = {}) {
  const begun = await beginInstall(db, installer, query, ports);
  if (!begun.ok) throw new Error(begun.code);
  return { location: begun.location, cookie: begun.cookie.split(";")[0] ?? "" };
}

/** Presses a button of the consent page; the address Slack sends the browser back to. */
async function press(location: string, decision: "allow" | "cancel"): Promise<string> {
  const answer = await fetch(location, { method: "POST", redirect: "manual", body: new URLSearchParams({ decision }) });
  return answer.headers.get("location") ?? "";
}

async function connect(installer: Installer, query: { connection?: string; return_to?: string } = {}) {
  const { location, cookie } = await begin(installer, query);
  return finishInstall(db, installer, { url: await press(location, "allow"), cookie }, ports);
}

async function connectionsOf(installer: Installer) {
  return (await listConnections(db, installer.organizationId, { limit: 50 })).data;
}

describe("a sign-in with Slack", () => {
  it("asks for exactly four scopes and remembers the browser by a cookie of ten minutes", async () => {
    const begun = await beginInstall(db, owner, {}, ports);
    if (!begun.ok) throw new Error(begun.code);
    const { searchParams } = new URL(begun.location);
    expect(searchParams.get("scope")?.split(",")).toEqual(["chat:write", "chat:write.public", "channels:read", "groups:read"]);
    expect(searchParams.get("redirect_uri")).toBe("https://events.example.com/api/slack/oauth_redirect");
    expect(searchParams.get("state")).toMatch(/^[\w-]{43}$/);
    expect(begun.cookie).toMatch(/; Secure; HttpOnly; Path=\/; Max-Age=600; SameSite=Lax$/);
  });

  it("keeps a working bot token, encrypted, under the workspace's name", async () => {
    const end = await connect(owner, { return_to: "/welcome" });
    expect(end).toMatchObject({ ok: true, returnTo: "/welcome" });
    const [connection, ...more] = await connectionsOf(owner);
    expect(more).toEqual([]);
    expect(connection).toMatchObject({ slug: "sandbox", name: "Sandbox", kind: "slack", status: "active", config: { teamId: slack.teamId } });
    const config = await openConnection(db, owner.organizationId, connection?.id ?? "");
    expect(config).toMatchObject({ botToken: expect.stringMatching(/^xoxb-/), apiBaseUrl: slack.apiUrl, scopes: expect.arrayContaining(slackScopes) });
    const { rows } = await db.pool.query("select secrets_encrypted from connections where id = $1", [connection?.id]);
    expect(rows[0].secrets_encrypted.includes("xoxb-")).toBe(false);
  });

  it("stores nothing when the person says no, and says so", async () => {
    const { location, cookie } = await begin(owner);
    expect(await finishInstall(db, owner, { url: await press(location, "cancel"), cookie }, ports)).toMatchObject({ ok: false, code: "access_denied" });
    expect(await connectionsOf(owner)).toEqual([]);
  });

  it("connects a workspace once, however often one signs in", async () => {
    await connect(owner);
    await connect(owner);
    expect(await connectionsOf(owner)).toHaveLength(1);
  });

  it("names what Slack said when the app's secret is wrong", async () => {
    await saveSlackApp(db, { organizationId: owner.organizationId, actor: "system" }, { client_id: slack.clientId, client_secret: "not-the-secret" });
    expect(await connect(owner)).toMatchObject({ ok: false, code: "bad_client_secret" });
  });

  it("does not begin for a connection that is not there, or another organization's", async () => {
    const stranger = await newOwner();
    await connect(stranger);
    const [theirs] = await connectionsOf(stranger);
    for (const connection of ["con_none", theirs?.id ?? ""]) {
      expect(await beginInstall(db, owner, { connection }, ports)).toEqual({ ok: false, code: "no_connection" });
    }
  });
});

describe("where Slack is", () => {
  it("is the install's own address, also for a pasted token", async () => {
    const caller = { organizationId: owner.organizationId, actor: "system" };
    const config = { botToken: await slack.addToken(slackScopes) };
    expect(await checkCredentials({ kind: "slack", config }, ports)).toMatchObject({ ok: true, missing_scopes: [] });
    const { id } = await createConnection(db, caller, { kind: "slack", config, sandbox: false, verify: true }, ports);
    expect(await openConnection(db, owner.organizationId, id)).toMatchObject({ apiBaseUrl: slack.apiUrl });
  });
});

describe("a state", () => {
  const refused = { ok: false, code: "state_refused", returnTo: "/destinations" };

  it("is refused when it was used before", async () => {
    const { location, cookie } = await begin(owner);
    const url = await press(location, "allow");
    expect(await finishInstall(db, owner, { url, cookie }, ports)).toMatchObject({ ok: true });
    expect(await finishInstall(db, owner, { url, cookie }, ports)).toMatchObject(refused);
  });

  it("of many uses at once lets one through", async () => {
    const { location, cookie } = await begin(owner);
    const url = await press(location, "allow");
    const ends = await Promise.all(Array.from({ length: 6 }, () => finishInstall(db, owner, { url, cookie }, ports)));
    expect(ends.filter((end) => end.ok)).toHaveLength(1);
  });

  it("is refused when nobody issued it or it is missing", async () => {
    const { location, cookie } = await begin(owner);
    const url = new URL(await press(location, "allow"));
    url.searchParams.set("state", "forged");
    expect(await finishInstall(db, owner, { url: url.href, cookie }, ports)).toMatchObject(refused);
    url.searchParams.delete("state");
    expect(await finishInstall(db, owner, { url: url.href, cookie }, ports)).toMatchObject(refused);
    expect(await connectionsOf(owner)).toEqual([]);
  });

  it("is refused after ten minutes", async () => {
    const { location, cookie } = await begin(owner);
    const url = await press(location, "allow");
    clock.nowMs += 10 * 60_000;
    expect(await finishInstall(db, owner, { url, cookie }, ports)).toMatchObject({ ok: false, code: "state_expired" });
    expect(await connectionsOf(owner)).toEqual([]);
  });

  it("is refused to another organization, another user and another browser, who can't use it up either", async () => {
    const { location, cookie } = await begin(owner);
    const url = await press(location, "allow");
    const stranger = await newOwner();
    for (const installer of [stranger, { ...owner, userId: stranger.userId }, { ...stranger, userId: owner.userId }]) {
      expect(await finishInstall(db, installer, { url, cookie }, ports)).toMatchObject(refused);
      expect(await connectionsOf(installer)).toEqual([]);
    }
    expect(await finishInstall(db, owner, { url, cookie }, ports)).toMatchObject({ ok: true });
    const second = await begin(owner);
    const withoutCookie = { url: await press(second.location, "allow"), cookie: null };
    expect(await finishInstall(db, owner, withoutCookie, ports)).toMatchObject({ ok: false, code: "state_refused" });
  });

  it("stands in the database as a hash alone", async () => {
    const { location } = await begin(owner);
    const { rows } = await db.pool.query("select * from oauth_states where organization_id = $1", [owner.organizationId]);
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(new URL(location).searchParams.get("state"));
  });
});

describe("signing in again for a connection that broke", () => {
  it("keeps its id, takes the mark off and releases what it held", async () => {
    await connect(owner);
    const { organizationId } = owner;
    const [before] = await connectionsOf(owner);
    const id = before?.id ?? "";
    await markAttention(db, organizationId, id, { code: "token_revoked", detail: "revoked", revision: 1 });
    await db.pool.query(
      `insert into deliveries (id, organization_id, run_id, event_id, pipeline_id, destination_id, kind, connection_id, target, status, message)
       values ($1, $2, $3, $4, 'pl_01', 'alerts', 'slack', $5, '{"channel":"C1"}', 'held', '{"text":"x"}')`,
      [newId("delivery"), organizationId, newId("run"), newId("event"), id],
    );
    const end = await connect(owner, { connection: id });
    expect(end).toMatchObject({ ok: true, connectionId: id });
    expect(await getConnection(db, organizationId, id)).toMatchObject({ status: "active", attention: null, slug: before?.slug });
    const { rows } = await db.pool.query("select status from deliveries where organization_id = $1", [organizationId]);
    expect(rows).toEqual([{ status: "pending" }]);
  });

  it("refuses another workspace than the one its pipelines name channels of", async () => {
    await connect(owner);
    const [connection] = await connectionsOf(owner);
    await db.pool.query("update connections set summary = jsonb_set(summary, '{config,teamId}', '\"T0ELSEWHERE\"') where id = $1", [connection?.id]);
    const begun = await beginInstall(db, owner, { connection: connection?.id }, ports);
    if (!begun.ok) throw new Error(begun.code);
    const location = new URL(begun.location);
    expect(location.searchParams.get("team")).toBe("T0ELSEWHERE");
    location.searchParams.delete("team");
    const callback = { url: await press(location.href, "allow"), cookie: begun.cookie.split(";")[0] ?? "" };
    expect(await finishInstall(db, owner, callback, ports)).toMatchObject({ ok: false, code: "other_workspace" });
  });

  it("stores nothing when it was deleted meanwhile", async () => {
    await connect(owner);
    const [connection] = await connectionsOf(owner);
    const { location, cookie } = await begin(owner, { connection: connection?.id ?? "" });
    await deleteConnection(db, { organizationId: owner.organizationId, actor: "system" }, connection?.id ?? "");
    expect(await finishInstall(db, owner, { url: await press(location, "allow"), cookie }, ports)).toMatchObject({ ok: false, code: "not_found" });
  });
});
