import "../testing/environment";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { markNoticeProblem } from "@/lib/notices/settings-store";
import { startSlackSandboxServer, type SlackSandboxServer } from "@/lib/slack-sandbox/testing-server";
import { startTestApi, type Tenant, type TestApi } from "../testing/api";
import { connectExampleAccounts } from "../testing/example-accounts";

let api: TestApi;
let slack: SlackSandboxServer;
let tenant: Tenant;
beforeAll(async () => {
  api = await startTestApi();
  slack = await startSlackSandboxServer({ limits: { post: "off" } });
});
afterAll(async () => {
  await slack.close();
  await api.close();
});
beforeEach(async () => {
  tenant = await api.createTenant();
  await connectExampleAccounts(tenant, slack);
});

const toAlerts = { via: "connection", connection: "acme-slack", target: { channel: "#alerts" } };

describe("failure notices", () => {
  it("are off until somebody chooses where they go; the channel is kept by its id", async () => {
    expect((await tenant.call("GET", "/v1/notices")).body.data).toEqual({ is_on: false, channel: null, digest_every: "1h", problem: null, has_system_mail: false });
    const saved = await tenant.call("PUT", "/v1/notices", { is_on: true, channel: toAlerts, digest_every: "30m" });
    expect(saved.status).toBe(200);
    const channel = await slack.channelId("alerts");
    expect(saved.body.data).toMatchObject({ is_on: true, digest_every: "30m", channel: { via: "connection", connection: expect.stringMatching(/^con_/), target: { channel } } });
    expect((await tenant.call("GET", "/v1/notices")).body.data).toEqual(saved.body.data);
  });

  it("leave in the audit log who changed them", async () => {
    await tenant.owner.call("PUT", "/v1/notices", { is_on: true, channel: toAlerts });
    const [entry] = (await tenant.call("GET", "/v1/audit")).body.data;
    expect(entry).toMatchObject({ action: "notices.changed", actor: `user:${tenant.owner.userId}`, detail: { is_on: true, channel: { via: "connection" } } });
  });

  it("are an editor's to change and a viewer's to read", async () => {
    const editor = await api.createMember(tenant.organizationId, "editor");
    const viewer = await api.createMember(tenant.organizationId, "viewer");
    expect((await editor.call("PUT", "/v1/notices", { is_on: true, channel: toAlerts })).status).toBe(200);
    expect((await viewer.call("GET", "/v1/notices")).body.data).toMatchObject({ is_on: true });
    expect((await viewer.call("PUT", "/v1/notices", { is_on: false, channel: null })).status).toBe(403);
    expect((await viewer.call("POST", "/v1/notices/test", { channel: toAlerts })).status).toBe(403);
  });

  it.each([
    ["nowhere", { is_on: true, channel: null }, 400, "channel"],
    ["a channel that is not there", { is_on: true, channel: { ...toAlerts, target: { channel: "#no-such" } } }, 400, "channel.target"],
    ["a kind that shows nothing to people", { is_on: true, channel: { via: "connection", connection: "archive-hook", target: {} } }, 400, "channel.connection"],
    ["mail without a mail server", { is_on: true, channel: { via: "mail", to: ["ops@example.com"] } }, 400, "channel.via"],
    ["what is no address", { is_on: true, channel: { via: "mail", to: ["ops"] } }, 400, "channel.to[0]"],
    ["windows of a second", { is_on: true, channel: toAlerts, digest_every: "1s" }, 400, "digest_every"],
    ["a connection that is not there", { is_on: true, channel: { ...toAlerts, connection: "no-such" } }, 404, undefined],
  ])("can't go to %s", async (_, body, status, path) => {
    const answer = await tenant.call("PUT", "/v1/notices", body);
    expect(answer.status).toBe(status);
    expect(answer.body.error.details?.[0]?.path).toBe(path);
    expect((await tenant.call("GET", "/v1/notices")).body.data).toMatchObject({ is_on: false });
  });

  it("can't go through another organization's connection", async () => {
    const other = await api.createTenant();
    const [{ id }] = (await tenant.call("GET", "/v1/connections?kind=slack")).body.data;
    const channel = { ...toAlerts, connection: id };
    expect((await other.call("PUT", "/v1/notices", { is_on: true, channel })).status).toBe(404);
    expect((await other.call("POST", "/v1/notices/test", { channel })).status).toBe(404);
    await tenant.call("PUT", "/v1/notices", { is_on: true, channel: toAlerts });
    expect((await other.call("GET", "/v1/notices")).body.data).toMatchObject({ is_on: false, channel: null });
  });

  it("can be tried before they are on, and say why one did not arrive", async () => {
    const before = (await slack.messages("alerts")).length;
    expect((await tenant.call("POST", "/v1/notices/test", { channel: toAlerts })).body.data).toEqual({ ok: true });
    const messages = await slack.messages("alerts");
    expect(messages).toHaveLength(before + 1);
    expect(messages.at(-1)?.text).toBe("Failure notices arrive here");
    const failed = await tenant.call("POST", "/v1/notices/test", { channel: { ...toAlerts, target: { channel: "#no-such" } } });
    expect(failed.body.data).toMatchObject({ ok: false, code: expect.any(String), detail: expect.any(String) });
    expect((await tenant.call("GET", "/v1/notices")).body.data).toMatchObject({ is_on: false });
  });

  it("show why they can't be sent, until a test arrives where they go", async () => {
    const { channel } = (await tenant.call("PUT", "/v1/notices", { is_on: true, channel: toAlerts })).body.data;
    await markNoticeProblem(tenant.organizationId, api.db, { code: "is_archived", detail: "archived" });
    const problem = async () => (await tenant.call("GET", "/v1/notices")).body.data.problem;
    expect(await problem()).toMatchObject({ code: "is_archived", detail: "archived", since: expect.any(String) });
    await tenant.call("POST", "/v1/notices/test", { channel: { ...toAlerts, target: { channel: "#general" } } });
    expect(await problem()).not.toBeNull();
    await tenant.call("POST", "/v1/notices/test", { channel });
    expect(await problem()).toBeNull();
  });
});
