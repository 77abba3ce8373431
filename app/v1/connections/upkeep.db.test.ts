import "../testing/environment";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startSlackSandboxServer, type SlackSandboxServer } from "@/lib/slack-sandbox/testing-server";
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

const hook = { kind: "webhook", config: { url: "https://hooks.example.com/x", auth: "none" }, verify: false };
const slackConfig = (botToken: string) => slackConfigOf(slack, botToken);
const connect = async (body: unknown) => (await tenant.call("POST", "/v1/connections", body)).body.data;
const pipelineTo = (slug: string, connection: string, deploy: boolean) =>
  tenant.call("POST", "/v1/pipelines/import", { definition: { version: 1, slug, name: slug, destinations: [{ id: "hook", kind: "webhook", connection, target: {} }] }, deploy });

describe("a new connection's name and slug", () => {
  it("are what the vendor calls the account, and free of clashes", async () => {
    const token = { kind: "slack", config: slackConfig(slack.botToken) };
    expect(await connect(token)).toMatchObject({ name: "Sandbox", slug: "sandbox" });
    expect(await connect(token)).toMatchObject({ name: "Sandbox", slug: "sandbox-2" });
    expect(await connect(hook)).toMatchObject({ name: "hooks.example.com", slug: "hooks-example-com" });
    expect(await connect({ ...hook, name: "Café Ümlaut!" })).toMatchObject({ name: "Café Ümlaut!", slug: "cafe-umlaut" });
  });
});

describe("credentials", () => {
  const check = (botToken: string) => tenant.call("POST", "/v1/connections/check", { kind: "slack", config: slackConfig(botToken) });

  it("can be checked before they are stored, missing scopes named", async () => {
    expect((await check(slack.botToken)).body.data).toMatchObject({ ok: true, missing_scopes: [], summary: expect.stringContaining("Sandbox") });
    const { body } = await check(await slack.addToken(["chat:write", "channels:read"]));
    expect(body.data).toMatchObject({ ok: true, missing_scopes: ["chat:write.public", "groups:read"] });
    const refused = await check("xoxb-unknown-marked");
    expect(refused.body.data).toMatchObject({ ok: false, code: "invalid_auth" });
    expect(refused.text).not.toContain("marked");
    expect((await tenant.call("GET", "/v1/connections")).body.data).toEqual([]);
  });
});

describe("who uses a connection", () => {
  it("is told of deployed pipelines and of drafts, by id and by slug, and not of archived or foreign ones", async () => {
    const { id } = await connect({ ...hook, slug: "hook" });
    await pipelineTo("running", "hook", true);
    await pipelineTo("sketched", id, false);
    const archived = await pipelineTo("old", "hook", true);
    await tenant.call("DELETE", `/v1/pipelines/${archived.body.data.id}`);
    const stranger = await api.createTenant();
    await stranger.call("POST", "/v1/connections", { ...hook, slug: "hook" });
    const uses = (await tenant.call("GET", `/v1/connections/${id}`)).body.data.used_by;
    expect(uses).toMatchObject([{ slug: "running", is_deployed: true }, { slug: "sketched", is_deployed: false }]);
    expect((await tenant.call("GET", "/v1/connections")).body.data[0].used_by).toEqual(uses);
    expect((await stranger.call("GET", "/v1/connections/hook")).body.data.used_by).toEqual([]);
  });
});

describe("deleting a connection", () => {
  it("with revoke makes the token useless at Slack, and says so", async () => {
    const token = await slack.addToken(["chat:write", "chat:write.public", "channels:read", "groups:read"]);
    const { id } = await connect({ kind: "slack", config: slackConfig(token) });
    const gone = await tenant.call("DELETE", `/v1/connections/${id}?revoke=true`);
    expect(gone).toMatchObject({ status: 200, body: { data: { is_revoked: true, detail: null } } });
    expect((await slack.store.findToken(token))?.revokedReason).toBe("token_revoked");
    expect((await tenant.call("GET", `/v1/connections/${id}`)).status).toBe(404);
  });

  it("succeeds when Slack can't be told, and says that the token may still work", async () => {
    const { id } = await connect({ kind: "slack", config: slackConfig(slack.botToken) });
    slack.faults.next("auth.revoke", { kind: "500" });
    const gone = await tenant.call("DELETE", `/v1/connections/${id}?revoke=true`);
    expect(gone.body.data).toMatchObject({ is_revoked: false, detail: expect.stringContaining("500") });
    expect((await tenant.call("GET", `/v1/connections/${id}`)).status).toBe(404);
  });

  it("revokes nothing while a deployed pipeline uses it", async () => {
    const { id } = await connect({ ...hook, slug: "hook" });
    await pipelineTo("running", "hook", true);
    const refused = await tenant.call("DELETE", `/v1/connections/${id}?revoke=true`);
    expect(refused.status).toBe(400);
    expect(refused.body.error.message).toContain("running");
  });
});

describe("blocked destinations", () => {
  it("are listed with their reason, connection and what waits, for their organization alone", async () => {
    const connection = await connect({ ...hook, slug: "hook" });
    const pipeline = (await pipelineTo("running", "hook", true)).body.data;
    const { organizationId } = tenant;
    await api.db.pool.query("insert into destination_attention (organization_id, pipeline_id, destination_id, code, detail) values ($1, $2, 'hook', 'http_404', 'the receiver answered HTTP 404')", [organizationId, pipeline.id]);
    await api.db.pool.query(
      "insert into deliveries (id, organization_id, run_id, event_id, pipeline_id, destination_id, kind, connection_id, target, status, message) values ($1, $2, $1, 'evt_x', $3, 'hook', 'webhook', $4, '{}', 'held', '{}')",
      [`dlv_${pipeline.id}`, organizationId, pipeline.id, connection.id],
    );
    const { body } = await tenant.call("GET", "/v1/blocked-destinations");
    expect(body.data).toMatchObject([{ pipeline: { id: pipeline.id, slug: "running" }, destination_id: "hook", kind: "webhook", connection_id: connection.id, code: "http_404", held: 1 }]);
    expect((await tenant.call("GET", `/v1/connections/${connection.id}`)).body.data.held).toBe(1);
    expect((await (await api.createTenant()).call("GET", "/v1/blocked-destinations")).body.data).toEqual([]);
    await tenant.call("POST", `/v1/pipelines/${pipeline.id}/destinations/hook/resume`);
    expect((await tenant.call("GET", "/v1/blocked-destinations")).body.data).toEqual([]);
  });
});
