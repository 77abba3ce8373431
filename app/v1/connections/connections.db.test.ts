import "../testing/environment";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openConnection } from "@/lib/connections/open-connection";
import { loadModelConnection } from "@/lib/connections/load-model-connection";
import { markAttention } from "@/lib/connections/mark-attention";
import { startSlackSandboxServer, type SlackSandboxServer } from "@/lib/slack-sandbox/testing-server";
import { startRecordingServer } from "@/lib/testing/recording-server";
import { startTestApi, type Tenant, type TestApi } from "../testing/api";
import { slackConfigOf } from "../testing/example-accounts";

let api: TestApi;
let slack: SlackSandboxServer;
let tenant: Tenant;
beforeAll(async () => {
  api = await startTestApi();
  slack = await startSlackSandboxServer();
});
afterAll(async () => {
  await slack.close();
  await api.close();
});
beforeEach(async () => {
  tenant = await api.createTenant();
});

const slackConfig = (botToken?: string) => slackConfigOf(slack, botToken);
const createSlack = (slug = "acme-slack") => tenant.call("POST", "/v1/connections", { kind: "slack", slug, config: slackConfig() });
const hook = { kind: "webhook", slug: "hook", config: { url: "https://hooks.example.com/T0/secret-path", auth: "bearer", token: "tok_marked" }, verify: false };

describe("creating a connection", () => {
  it("asks Slack who the token is and shows the workspace, never the token", async () => {
    const answer = await createSlack();
    expect(answer.status).toBe(201);
    expect(answer.body.data).toMatchObject({ slug: "acme-slack", name: "acme-slack", kind: "slack", status: "active", attention: null });
    expect(answer.body.data.summary).not.toBe("");
    expect(answer.body.data.config).toMatchObject({ teamId: slack.teamId, apiBaseUrl: new URL(slack.apiUrl).origin });
    expect(answer.body.data.secrets_set).toContain("botToken");
    expect(answer.text).not.toContain(slack.botToken);
  });

  it("stores nothing when Slack refuses the token, and says what Slack said", async () => {
    const answer = await tenant.call("POST", "/v1/connections", { kind: "slack", slug: "acme", config: slackConfig("xoxb-unknown-marked") });
    expect(answer.status).toBe(409);
    expect(answer.body.error).toMatchObject({ code: "connection_broken", message: expect.stringContaining("invalid_auth") });
    expect(answer.text).not.toContain("xoxb-unknown-marked");
    expect((await tenant.call("GET", "/v1/connections")).body.data).toEqual([]);
  });

  it("says whom it asked and what it expected when no answer comes", async () => {
    const server = await startRecordingServer({ respond: () => ({ fault: "reset" }) });
    try {
      for (const [kind, config] of [["slack", { botToken: slack.botToken, apiBaseUrl: `${server.url}/` }], ["webhook", { url: `${server.url}/hook` }], ["openai-compatible", { apiKey: "sk", baseUrl: server.url }]]) {
        const { status, body } = await tenant.call("POST", "/v1/connections", { kind, slug: "silent", config });
        const host = `127.0.0.1:${server.port}`;
        expect(status).toBe(409);
        expect(body.error).toMatchObject({ code: "connection_broken", message: expect.stringContaining(`${kind}: ${host} was asked`), details: [{ path: "config", message: `expected an answer of ${host} within 10 seconds` }] });
        expect(body.error.message).not.toContain("(unknown)");
      }
    } finally {
      await server.close();
    }
  });

  it("refuses a token without the scopes it needs, naming them", async () => {
    const token = await slack.addToken(["chat:write"]);
    const answer = await tenant.call("POST", "/v1/connections", { kind: "slack", slug: "acme", config: slackConfig(token) });
    expect(answer.status).toBe(409);
    expect(answer.body.error.message).toContain("channels:read");
  });

  it("stores an unverified one with verify: false", async () => {
    const answer = await tenant.call("POST", "/v1/connections", { kind: "slack", slug: "acme", config: slackConfig("xoxb-1-abc"), verify: false });
    expect(answer.status).toBe(201);
  });

  it("connects the sandbox workspace of this install", async () => {
    const answer = await tenant.call("POST", "/v1/connections", { kind: "slack", slug: "acme-slack", sandbox: true, verify: false });
    expect(answer.status).toBe(201);
    const config = await openConnection(api.db, tenant.organizationId, answer.body.data.id);
    expect(config).toMatchObject({ botToken: expect.stringMatching(/^xoxb-/), apiBaseUrl: expect.stringMatching(/\/sandbox\/slack\/api\/$/) });
  });

  it.each([
    [{ kind: "fax", slug: "x" }, "kind"],
    [{ kind: "slack", slug: "x", config: {} }, "config.botToken"],
    [{ kind: "slack", slug: "x", config: { botToken: "not-a-token" } }, "config.botToken"],
    [{ kind: "slack", slug: "x", config: { botToken: "xoxb-1", colour: 1 } }, "config"],
    [{ kind: "slack", slug: "not a slug", config: {} }, "slug"],
    [{ kind: "webhook", slug: "x", config: { url: "ftp://x" } }, "config.url"],
    [{ kind: "webhook", slug: "x", sandbox: true }, "sandbox"],
    [{ kind: "openai-compatible", slug: "x", config: {} }, "config.baseUrl"],
  ])("names the field that is wrong in %j", async (body, path) => {
    const answer = await tenant.call("POST", "/v1/connections", body);
    expect(answer.status).toBe(400);
    expect(answer.body.error.details.map((problem: { path: string }) => problem.path)).toContain(path);
  });

  it("refuses a slug that is taken, and lets another organization have it", async () => {
    expect((await tenant.call("POST", "/v1/connections", hook)).status).toBe(201);
    const taken = await tenant.call("POST", "/v1/connections", hook);
    expect(taken.status).toBe(400);
    expect(taken.body.error.details[0].path).toBe("slug");
    const other = await api.createTenant();
    expect((await other.call("POST", "/v1/connections", hook)).status).toBe(201);
  });
});

describe("a stored connection", () => {
  it("shows of a webhook's URL its origin alone", async () => {
    const { body, text } = await tenant.call("POST", "/v1/connections", hook);
    expect(body.data).toMatchObject({ summary: "hooks.example.com", config: { url: "https://hooks.example.com", auth: "bearer" }, secrets_set: ["url", "token"] });
    expect(text).not.toContain("secret-path");
  });

  it("keeps secrets that an update leaves out, and removes what it sets to null", async () => {
    const { body } = await tenant.call("POST", "/v1/connections", hook);
    const { id } = body.data;
    await tenant.call("PUT", `/v1/connections/${id}`, { config: { url: "https://other.example.com/x" }, verify: false });
    expect(await openConnection(api.db, tenant.organizationId, id)).toEqual({ ...hook.config, url: "https://other.example.com/x" });
    const removed = await tenant.call("PUT", "/v1/connections/hook", { config: { token: null, auth: "none" }, verify: false });
    expect(removed.body.data.secrets_set).toEqual(["url"]);
  });

  it("can be renamed without touching its secrets or asking anybody", async () => {
    const { body } = await tenant.call("POST", "/v1/connections", hook);
    const renamed = await tenant.call("PUT", "/v1/connections/hook", { slug: "hook-2", name: "Second" });
    expect(renamed.body.data).toMatchObject({ id: body.data.id, slug: "hook-2", name: "Second" });
    expect(await openConnection(api.db, tenant.organizationId, body.data.id)).toEqual(hook.config);
  });

  it("is served from memory at a known revision and read anew at a later one", async () => {
    const { id } = (await tenant.call("POST", "/v1/connections", hook)).body.data;
    const first = await openConnection(api.db, tenant.organizationId, id, 1);
    expect(await openConnection(api.db, tenant.organizationId, id, 1)).toBe(first);
    await tenant.call("PUT", `/v1/connections/${id}`, { config: { token: "tok_new" }, verify: false });
    expect(await openConnection(api.db, tenant.organizationId, id, 2)).toMatchObject({ token: "tok_new" });
    expect(await openConnection(api.db, tenant.organizationId, id)).toMatchObject({ token: "tok_new" });
  });

  it("does not open for another organization, nor when its row is copied there", async () => {
    const { id } = (await tenant.call("POST", "/v1/connections", hook)).body.data;
    const thief = await api.createTenant();
    expect(await openConnection(api.db, thief.organizationId, id)).toBeNull();
    expect(await openConnection(api.db, thief.organizationId, id, 1)).toBeNull();
    await thief.call("POST", "/v1/connections", { ...hook, slug: "own" });
    await api.db.pool.query(
      `insert into connections (id, organization_id, slug, name, kind, secrets_encrypted, updated_at)
       select 'con_copy', $1, 'copy', 'copy', kind, secrets_encrypted, now() from connections where id = $2`,
      [thief.organizationId, id],
    );
    await expect(openConnection(api.db, thief.organizationId, "con_copy")).rejects.toThrow(/can't be decrypted/);
    expect((await thief.call("GET", "/v1/connections/copy/targets")).status).toBe(500);
  });

  it("pages its list and filters it by kind", async () => {
    for (const slug of ["a", "b", "c"]) await tenant.call("POST", "/v1/connections", { ...hook, slug });
    await createSlack();
    const first = await tenant.call("GET", "/v1/connections?limit=3");
    expect(first.body.data.map((row: { slug: string }) => row.slug)).toEqual(["acme-slack", "c", "b"]);
    const second = await tenant.call("GET", `/v1/connections?limit=3&cursor=${first.body.next}`);
    expect(second.body).toMatchObject({ data: [{ slug: "a" }], next: null });
    expect((await tenant.call("GET", "/v1/connections?kind=slack")).body.data).toHaveLength(1);
  });

  it("lists the channels it can send to", async () => {
    await createSlack();
    const { body } = await tenant.call("GET", "/v1/connections/acme-slack/targets");
    expect(body.data.find((target: { label: string }) => target.label.includes("alerts"))).toMatchObject({ target: { channel: await slack.channelId("alerts") }, is_private: false });
    expect(body.is_complete).toBe(true);
  });

  it("remembers the channels for a minute, and asks Slack anew when told to", async () => {
    await createSlack();
    const path = "/v1/connections/acme-slack/targets";
    const before = (await tenant.call("GET", path)).body.data.length;
    await slack.addChannel({ name: `new-${before}` });
    expect((await tenant.call("GET", path)).body.data).toHaveLength(before);
    expect((await tenant.call("GET", `${path}?refresh=true`)).body.data).toHaveLength(before + 1);
    expect((await tenant.call("GET", path)).body.data).toHaveLength(before + 1);
  });

  it("writes an audit entry for each change, without secrets", async () => {
    await tenant.call("POST", "/v1/connections", hook);
    await tenant.call("PUT", "/v1/connections/hook", { config: { token: "tok_marked_2" }, verify: false });
    await tenant.call("DELETE", "/v1/connections/hook");
    const { rows } = await api.db.pool.query("select actor, action, detail from audit_entries where organization_id = $1 order by id", [tenant.organizationId]);
    const ours = rows.filter((row) => row.action.startsWith("connection."));
    expect(ours.map((row) => row.action)).toEqual(["connection.created", "connection.updated", "connection.deleted"]);
    expect(ours.every((row) => row.actor.startsWith("key:key_"))).toBe(true);
    expect(JSON.stringify(ours)).not.toContain("tok_marked");
  });
});

describe("a test message", () => {
  const send = (target: unknown, id = "acme-slack") => tenant.call("POST", `/v1/connections/${id}/test-message`, { target });

  it("arrives in the channel that was named, and its answer links to it", async () => {
    await createSlack();
    const before = (await slack.messages("payments")).length;
    const { status, body } = await send({ channel: "#payments" });
    expect(status).toBe(200);
    expect(body.data).toMatchObject({ ok: true, target: { channel: await slack.channelId("payments"), channelName: "payments" }, url: expect.stringContaining(slack.url) });
    const messages = await slack.messages("payments");
    expect(messages).toHaveLength(before + 1);
    expect(JSON.stringify(messages.at(-1)?.blocks)).toContain("It works");
  });

  it("says what to do when the bot may not post there", async () => {
    await createSlack();
    expect((await send({ channel: "#oncall-private" })).body.data).toMatchObject({ ok: false, code: "channel_not_found", detail: expect.stringContaining("/invite") });
    expect((await send({ channel: "not a channel" })).body.data).toMatchObject({ ok: false, code: "invalid_target" });
  });

  it("reaches a webhook, and says when nobody answers there", async () => {
    const receiver = await startRecordingServer();
    await tenant.call("POST", "/v1/connections", { kind: "webhook", slug: "hook", config: { url: `${receiver.url}/hook`, auth: "none" }, verify: false });
    expect((await send({}, "hook")).body.data).toEqual({ ok: true, target: {}, url: null });
    await receiver.close();
    expect((await send({}, "hook")).body.data).toMatchObject({ ok: false, code: "unsent" });
  });

  it("can't be sent to a model", async () => {
    await tenant.call("POST", "/v1/connections", { kind: "openai", slug: "gpt", config: { apiKey: "sk-x" }, verify: false });
    expect((await send({}, "gpt")).status).toBe(400);
  });
});

describe("attention", () => {
  it("is taken off by a test that succeeds, and stays while the vendor refuses", async () => {
    const { id } = (await createSlack()).body.data;
    await markAttention(api.db, tenant.organizationId, id, { code: "token_revoked", detail: "revoked", revision: 1 });
    expect((await tenant.call("GET", `/v1/connections/${id}`)).body.data).toMatchObject({ status: "attention", attention: { code: "token_revoked" } });
    slack.faults.next("auth.test", { kind: "error", error: "invalid_auth" });
    const failing = await tenant.call("POST", `/v1/connections/${id}/test`);
    expect(failing).toMatchObject({ status: 200, body: { data: { ok: false } } });
    expect((await tenant.call("GET", `/v1/connections/${id}`)).body.data.status).toBe("attention");
    expect((await tenant.call("POST", `/v1/connections/${id}/test`)).body.data).toMatchObject({ ok: true, missing_scopes: [] });
    expect((await tenant.call("GET", `/v1/connections/${id}`)).body.data).toMatchObject({ status: "active", attention: null });
  });

  it("is not marked by an answer to credentials that were replaced meanwhile", async () => {
    const { id } = (await tenant.call("POST", "/v1/connections", hook)).body.data;
    await tenant.call("PUT", `/v1/connections/${id}`, { config: { token: "tok_new" }, verify: false });
    expect(await markAttention(api.db, tenant.organizationId, id, { code: "http_401", detail: "refused", revision: 1 })).toBe(false);
    expect(await markAttention(api.db, tenant.organizationId, id, { code: "http_401", detail: "refused", revision: 2 })).toBe(true);
    const mended = await tenant.call("PUT", `/v1/connections/${id}`, { config: { token: "tok_newer" }, verify: false });
    expect(mended.body.data.status).toBe("active");
  });
});

describe("model connections", () => {
  it("are verified by their list of models and loaded with their key by slug", async () => {
    const server = await startRecordingServer({ respond: (request) => ({ status: request.headers.authorization === "Bearer sk-good" ? 200 : 401, body: "{}" }) });
    try {
      const connect = (slug: string, apiKey: string) => tenant.call("POST", "/v1/connections", { kind: "openai-compatible", slug, config: { apiKey, baseUrl: `${server.url}/v1` } });
      expect((await connect("llm", "sk-good")).status).toBe(201);
      const refused = await connect("llm-2", "sk-bad-marked");
      expect(refused.body.error).toMatchObject({ code: "connection_broken", message: expect.stringContaining("refuses the API key") });
      expect(refused.text).not.toContain("sk-bad-marked");
      expect(await loadModelConnection(api.db, tenant.organizationId, "llm")).toMatchObject({ kind: "openai-compatible", apiKey: "sk-good", baseUrl: `${server.url}/v1` });
    } finally {
      await server.close();
    }
  });

  it("are not what other connections are loaded as", async () => {
    await tenant.call("POST", "/v1/connections", hook);
    expect(await loadModelConnection(api.db, tenant.organizationId, "hook")).toBeNull();
    expect(await loadModelConnection(api.db, tenant.organizationId, "nothing")).toBeNull();
  });
});

it("models lists the built-in rules and each connection to a vendor", async () => {
  const own = await api.createTenant();
  await own.call("POST", "/v1/connections", { kind: "openai-compatible", slug: "local", config: { baseUrl: "http://127.0.0.1:9/v1" }, verify: false });
  await own.call("POST", "/v1/connections", { kind: "webhook", slug: "hook", config: { url: "https://example.com/x" }, verify: false });
  expect((await own.call("GET", "/v1/models")).body.data).toMatchObject([{ name: "keyword", connection_id: null }, { name: "local", kind: "openai-compatible", status: "active" }]);
});
