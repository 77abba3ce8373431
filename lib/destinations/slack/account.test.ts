import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deliveryPorts } from "@/lib/testing/delivery-ports";
import { createGuardedHttp } from "@/lib/adapters/http/guarded-http";
import { startSlackSandboxServer, type SlackSandboxServer } from "@/lib/slack-sandbox/testing-server";
import { startRecordingServer } from "@/lib/testing/recording-server";
import { listTargets, resolveTarget, revoke, testConnection } from "../accounts";

let slack: SlackSandboxServer;
const http = createGuardedHttp({ allowPrivateNetwork: "127.0.0.1" });
const ports = deliveryPorts(http);

beforeAll(async () => {
  slack = await startSlackSandboxServer({ limits: { list: "off" } });
});
afterAll(async () => {
  await slack.close();
  await http.close();
});

const connection = (botToken = slack.botToken) => ({ botToken, apiBaseUrl: slack.apiUrl });

describe("a connection", () => {
  it("knows its workspace, its bot and its scopes", async () => {
    expect(await testConnection("slack", connection(), ports)).toEqual({
      ok: true, summary: "@ingestlayer in Sandbox", missingScopes: [],
      facts: { teamId: slack.teamId, teamName: "Sandbox", botUserId: expect.stringMatching(/^U/), scopes: ["chat:write", "chat:write.public", "channels:read", "groups:read"] },
    });
  });

  it("names the scopes it lacks", async () => {
    expect(await testConnection("slack", connection(await slack.addToken(["chat:write"])), ports)).toMatchObject({ ok: true, missingScopes: ["chat:write.public", "channels:read", "groups:read"] });
  });

  it("says when the token is none", async () => {
    expect(await testConnection("slack", connection("xoxb-nobody"), ports)).toMatchObject({ ok: false, code: "invalid_auth" });
  });

  it("is revoked, and stays revoked when revoked again", async () => {
    const token = await slack.addToken(["chat:write"]);
    expect(await revoke("slack", connection(token), ports)).toEqual({ ok: true });
    expect(await testConnection("slack", connection(token), ports)).toMatchObject({ ok: false, code: "token_revoked" });
    expect(await revoke("slack", connection(token), ports)).toEqual({ ok: true });
  });
});

describe("channels", () => {
  it("are listed past short pages, without archived ones and private ones the bot is not in", async () => {
    for (let index = 0; index < 450; index++) await slack.addChannel({ name: `gone-${index}`, isArchived: true });
    await slack.addChannel({ name: "zz-last" });
    const list = await listTargets("slack", connection(), ports);
    if (!list.ok) throw new Error(list.detail);
    expect(list.isComplete).toBe(true);
    expect(list.targets.map(({ label }) => label)).toEqual(["#alerts", "#general", "#payments", "#private-member", "#signups", "#support", "#zz-last"]);
    expect(list.targets.find(({ label }) => label === "#private-member")).toMatchObject({ isPrivate: true, isMember: true, target: { channel: "C0SANDPRIVM", channelName: "private-member" } });
  });

  it("are listed as far as the scopes reach", async () => {
    const list = await listTargets("slack", connection(await slack.addToken(["channels:read"])), ports);
    expect(list.ok && list.targets.some(({ isPrivate }) => isPrivate)).toBe(false);
    expect(list.ok && list.targets.length).toBeGreaterThan(3);
    expect(await listTargets("slack", connection(await slack.addToken(["chat:write"])), ports)).toMatchObject({ ok: false, code: "missing_scope" });
  });

  it("are given as far as they came when Slack limits the listing, and refused when none came", async () => {
    slack.faults.next("conversations.list", { kind: "rate_limited", retryAfterSeconds: 30 });
    expect(await listTargets("slack", connection(), ports)).toMatchObject({ ok: false, code: "rate_limited", retryAfterMs: 30_000 });
    const server = await startRecordingServer({
      respond: ({ body }) => (body.includes("cursor") ? { status: 429, headers: { "retry-after": "30" } } : { status: 200, body: '{"ok":true,"channels":[{"id":"C1","name":"one"}],"response_metadata":{"next_cursor":"a="}}' }),
    });
    const list = await listTargets("slack", { botToken: "xoxb-1", apiBaseUrl: `${server.url}/api/` }, ports);
    await server.close();
    expect(list).toMatchObject({ ok: true, isComplete: false, targets: [{ label: "#one" }] });
    expect(server.requests[1]?.body).toContain("cursor=a%3D");
  });

  it("are found by name and by id", async () => {
    expect(await resolveTarget("slack", connection(), { channel: "#Alerts" }, ports)).toEqual({ ok: true, target: { channel: "C0SANDALERT", channelName: "alerts" } });
    expect(await resolveTarget("slack", connection(), { channel: "C0SANDPAYMT" }, ports)).toEqual({ ok: true, target: { channel: "C0SANDPAYMT", channelName: "payments" } });
    expect(await resolveTarget("slack", connection(await slack.addToken(["chat:write"])), { channel: "C0SANDPAYMT" }, ports)).toEqual({ ok: true, target: { channel: "C0SANDPAYMT" } });
  });

  it("that nobody can see are told with the way out", async () => {
    expect(await resolveTarget("slack", connection(), { channel: "#oncall-private" }, ports)).toMatchObject({ ok: false, code: "channel_not_found", detail: expect.stringContaining("/invite") });
    expect(await resolveTarget("slack", connection(), { channel: "C0NOWHERE" }, ports)).toMatchObject({ ok: false, code: "channel_not_found", detail: expect.stringContaining("/invite") });
  });
});
