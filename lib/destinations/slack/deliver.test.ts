import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { deliveryPorts } from "@/lib/testing/delivery-ports";
import { createGuardedHttp } from "@/lib/adapters/http/guarded-http";
import type { HttpPort } from "@/lib/ports/ports";
import { startSlackSandboxServer, type SlackSandboxServer } from "@/lib/slack-sandbox/testing-server";
import type { Fault } from "@/lib/slack-sandbox/faults";
import { startRecordingServer } from "@/lib/testing/recording-server";
import type { DeliveryOutcome, EarlierMessage } from "../contract";
import { deliver } from "../deliverers";
import { renderMessage } from "../render-message";
import { sampleContext } from "../sample";

let slack: SlackSandboxServer;
const http = createGuardedHttp({ allowPrivateNetwork: "127.0.0.1" });
const impatient: HttpPort = { send: (request) => http.send({ ...request, timeoutMs: Math.min(request.timeoutMs, 200) }) };

beforeAll(async () => {
  slack = await startSlackSandboxServer({ limits: { post: "off" } });
});
afterAll(async () => {
  await slack.close();
  await http.close();
});
afterEach(() => slack.faults.clear());

function rendered(template?: unknown) {
  const result = renderMessage("slack", { target: { channel: "#alerts" }, template, config: {}, context: sampleContext });
  if ("refused" in result) throw new Error(result.refused.detail);
  return result.message;
}

type Change = { earlier?: EarlierMessage; channel?: string; botToken?: string; message?: unknown; port?: HttpPort; deliveryId?: string; apiBaseUrl?: string };

function send({ channel = "#alerts", botToken = slack.botToken, message = rendered(), port = http, deliveryId = "dlv_1", apiBaseUrl = slack.apiUrl, earlier }: Change = {}) {
  const connection = { botToken, apiBaseUrl };
  return deliver("slack", { message: message as never, connection, target: { channel }, config: {}, deliveryId, nowMs: 0, ...(earlier ? { earlier } : {}) }, deliveryPorts(port));
}

describe("a post", () => {
  it("stands in the channel as rendered, and its receipt says where", async () => {
    const channel = await slack.addChannel({ name: "fresh", isMember: true });
    const { outcome, trace } = await send({ channel });
    const [message, ...others] = await slack.messages(channel);
    expect(others).toEqual([]);
    expect(outcome).toEqual({ status: "delivered", receipt: { channel, ts: message?.ts, permalink: expect.stringMatching(/^http.*\/archives\//) } });
    expect(JSON.stringify(message)).toContain("support.ticket.created");
    expect(JSON.stringify(trace.request)).toContain("support.ticket.created");
    expect(JSON.stringify(trace)).not.toContain(slack.botToken);
  });

  it("goes to #name and to a public channel the bot is not in", async () => {
    expect((await send({ channel: "#payments" })).outcome).toMatchObject({ status: "delivered", receipt: { channel: "C0SANDPAYMT" } });
  });

  it("is delivered without its link when the link can't be had", async () => {
    for (const fault of [{ kind: "500" }, { kind: "rate_limited" }, { kind: "drop" }, { kind: "not_json" }] satisfies Fault[]) {
      slack.faults.next("chat.getPermalink", fault);
      const { outcome } = await send();
      expect(outcome).toMatchObject({ status: "delivered" });
      expect(JSON.stringify(outcome)).not.toContain("permalink");
    }
  });
});

describe("how an attempt ends", () => {
  const faults: [string, Fault, Partial<DeliveryOutcome>][] = [
    ["a 429", { kind: "rate_limited", retryAfterSeconds: 3 }, { status: "retry", rateLimited: true, retryAfterMs: 3000 }],
    ["a 500", { kind: "500" }, { status: "retry", code: "http_500", ambiguous: true }],
    ["a 500 after it was taken", { kind: "500", accepted: true }, { status: "retry", ambiguous: true }],
    ["a hang", { kind: "hang" }, { status: "retry", code: "unknown", ambiguous: true }],
    ["a drop", { kind: "drop" }, { status: "retry", code: "unknown", ambiguous: true }],
    ["a drop after it was taken", { kind: "drop_after_accept" }, { status: "retry", code: "unknown", ambiguous: true }],
    ["an answer that is no JSON", { kind: "not_json" }, { status: "retry", code: "unreadable_answer", ambiguous: true }],
    ["internal_error", { kind: "error", error: "internal_error" }, { status: "retry", code: "internal_error", ambiguous: true }],
    ["fatal_error", { kind: "error", error: "fatal_error" }, { status: "retry", ambiguous: true }],
    ["service_unavailable", { kind: "error", error: "service_unavailable" }, { status: "retry", code: "service_unavailable" }],
    ["ratelimited in the body", { kind: "error", error: "ratelimited" }, { status: "retry", rateLimited: true }],
    ["message_limit_exceeded", { kind: "error", error: "message_limit_exceeded" }, { status: "retry", retryAfterMs: 600_000 }],
    ["restricted_action", { kind: "error", error: "restricted_action" }, { status: "rejected", scope: "target" }],
    ["msg_too_long", { kind: "error", error: "msg_too_long" }, { status: "rejected", scope: "payload" }],
    ["account_inactive", { kind: "error", error: "account_inactive" }, { status: "rejected", scope: "connection" }],
    ["an error nobody knows", { kind: "error", error: "teapot" }, { status: "retry", code: "teapot" }],
  ];
  it.each(faults)("on %s", async (_name, fault, expected) => {
    slack.faults.next("chat.postMessage", fault);
    const { outcome } = await send({ port: impatient });
    expect(outcome).toMatchObject(expected);
    if (!("ambiguous" in expected)) expect(outcome).not.toHaveProperty("ambiguous");
  });

  it("posts once an attempt, whatever the answer was", async () => {
    const channel = await slack.addChannel({ name: "once", isMember: true });
    for (const fault of [{ kind: "500", accepted: true }, { kind: "drop_after_accept" }, { kind: "hang", accepted: true }, { kind: "not_json", accepted: true }] satisfies Fault[]) {
      slack.faults.next("chat.postMessage", fault);
      await send({ channel, port: impatient });
    }
    expect(await slack.messages(channel)).toHaveLength(4);
  });

  it("parks no other channel when one is rate limited", async () => {
    slack.faults.next("chat.postMessage", { kind: "rate_limited", retryAfterSeconds: 30, channel: "alerts" });
    const [limited, free] = await Promise.all([send({ channel: "#alerts" }), send({ channel: "#general" })]);
    expect([limited.outcome.status, free.outcome.status]).toEqual(["retry", "delivered"]);
  });

  it("on a channel: says what to do there", async () => {
    expect((await send({ channel: "#old-archive" })).outcome).toMatchObject({ status: "rejected", scope: "target", code: "is_archived" });
    expect((await send({ channel: "#oncall-private" })).outcome).toMatchObject({ scope: "target", code: "channel_not_found", detail: expect.stringContaining("/invite") });
    expect((await send({ channel: "C0NOWHERE" })).outcome).toMatchObject({ scope: "target", code: "channel_not_found" });
    const narrow = await slack.addToken(["chat:write"]);
    expect((await send({ channel: "#signups", botToken: narrow })).outcome).toMatchObject({ scope: "target", code: "not_in_channel", detail: expect.stringContaining("chat:write.public") });
  });

  it("on a credential: rejects the connection and tells the missing scope", async () => {
    expect((await send({ botToken: "xoxb-unknown" })).outcome).toMatchObject({ status: "rejected", scope: "connection", code: "invalid_auth" });
    const blind = await slack.addToken(["channels:read"]);
    expect((await send({ botToken: blind })).outcome).toMatchObject({ scope: "connection", code: "missing_scope", detail: expect.stringContaining("needed: chat:write") });
  });

  it("on a payload: repeats what Slack said", async () => {
    const message = { text: "t", blocks: [{ type: "section", text: { type: "mrkdwn", text: "x".repeat(3001) } }] };
    expect((await send({ message })).outcome).toMatchObject({ scope: "payload", code: "invalid_blocks", detail: expect.stringContaining("must be less than 3001 characters [json-pointer:/blocks/0/text/text]") });
    expect((await send({ message: { blocks: [] } })).outcome).toMatchObject({ scope: "payload", code: "no_text" });
  });
});

describe("a picture that Slack can't fetch", () => {
  const message = { text: "t", blocks: [{ type: "section", text: { type: "mrkdwn", text: "a" }, accessory: picture() }, picture(), { type: "context", elements: [picture()] }] };
  function picture() {
    return { type: "image", image_url: "https://img.test/dead.png", alt_text: "a" };
  }

  it("is left out and the rest posted, in the same attempt", async () => {
    const bodies: string[] = [];
    const server = await startRecordingServer({
      respond: ({ path, body }) => {
        if (!path.endsWith("chat.postMessage")) return { status: 200, body: '{"ok":false,"error":"message_not_found"}' };
        bodies.push(body);
        const isRefused = body.includes("image_url");
        return { status: 200, body: JSON.stringify(isRefused ? { ok: false, error: "invalid_blocks", response_metadata: { messages: ["[ERROR] downloading image failed [json-pointer:/blocks/1/image_url]"] } } : { ok: true, channel: "C1", ts: "1.000001" }) };
      },
    });
    const { outcome, trace } = await send({ message, apiBaseUrl: `${server.url}/api/` });
    await server.close();
    expect(outcome).toEqual({ status: "delivered", receipt: { channel: "C1", ts: "1.000001", withoutImages: true } });
    expect(bodies).toHaveLength(2);
    expect(new URLSearchParams(bodies[1]).get("blocks")).toBe('[{"type":"section","text":{"type":"mrkdwn","text":"a"}}]');
    expect(JSON.stringify(trace.request)).not.toContain("image_url");
  });

  it.each<[EarlierMessage["mode"], string[], string | null]>([
    ["thread", ["chat.postMessage", "chat.postMessage"], "1.000001"],
    ["update", ["chat.update", "chat.update"], null],
  ])("is left out of a message that belongs to another: %s", async (mode, methods, threadTs) => {
    const server = await startRecordingServer({
      respond: ({ body }) => ({ status: 200, body: JSON.stringify(body.includes("image_url") ? { ok: false, error: "invalid_blocks", response_metadata: { messages: ["[ERROR] downloading image failed"] } } : { ok: true, channel: "C1", ts: "1.000001" }) }),
    });
    const { outcome } = await send({ message, apiBaseUrl: `${server.url}/api/`, earlier: { mode, receipt: { channel: "C1", ts: "1.000001" } } });
    await server.close();
    const posts = server.requests.filter(({ path }) => !path.endsWith("getPermalink"));
    expect(posts.map(({ path }) => path.split("/").at(-1))).toEqual(methods);
    expect(posts.map(({ body }) => new URLSearchParams(body).get("thread_ts"))).toEqual([threadTs, threadTs]);
    expect(outcome).toEqual({ status: "delivered", receipt: { channel: "C1", ts: "1.000001", withoutImages: true } });
  });

  it("is not tried a third time", async () => {
    const server = await startRecordingServer({ respond: () => ({ status: 200, body: JSON.stringify({ ok: false, error: "invalid_blocks", response_metadata: { messages: ["[ERROR] downloading image failed"] } }) }) });
    const { outcome } = await send({ message: { text: "t", blocks: [picture()] }, apiBaseUrl: `${server.url}/api/` });
    await server.close();
    expect(outcome).toMatchObject({ status: "rejected", scope: "payload" });
    expect(server.requests).toHaveLength(2);
    expect(new URLSearchParams(server.requests[1]?.body).has("blocks")).toBe(false);
  });
});
