import { createHmac } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { deliveryPorts } from "@/lib/testing/delivery-ports";
import { Webhook } from "standardwebhooks";
import { createGuardedHttp } from "@/lib/adapters/http/guarded-http";
import { startRecordingServer, type RecordedAnswer, type RecordingServer } from "@/lib/testing/recording-server";
import { deliver } from "../deliverers";
import { renderMessage } from "../render-message";
import { sampleContext } from "../sample";
import { parseRetryAfter } from "../retry-after";
import { signIngestlayer, signStandardWebhooks } from "./sign";

const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const http = createGuardedHttp({ allowPrivateNetwork: "127.0.0.1" });
let server: RecordingServer;
let answer: RecordedAnswer = { status: 200 };

beforeAll(async () => {
  server = await startRecordingServer({ respond: () => answer });
});
afterEach(() => {
  answer = { status: 200 };
  server.requests.length = 0;
});
afterAll(async () => {
  await server.close();
  await http.close();
});

function render(template: unknown, context = sampleContext) {
  const result = renderMessage("webhook", { target: {}, template, config: {}, context });
  if ("refused" in result) throw new Error(result.refused.detail);
  return result.message;
}

function send(more: { connection?: object; message?: ReturnType<typeof render>; nowMs?: number; traceparent?: string } = {}) {
  const { connection = {}, message = render(undefined), nowMs = Date.now(), traceparent } = more;
  return deliver("webhook", { message, connection: { url: `${server.url}/hook`, auth: "none", ...connection }, target: {}, config: {}, deliveryId: "dlv_1", nowMs, traceparent }, deliveryPorts(http));
}

describe("the body", () => {
  it("is the envelope by default, with what the steps found", async () => {
    await send();
    const { id, type, occurred_at, received_at, payload } = sampleContext.event;
    expect(JSON.parse(server.requests[0]?.body ?? "")).toEqual({ id, type, occurred_at, received_at, payload, classify: { urgency: "critical" }, delivery_id: "dlv_1" });
  });

  it("is what a transform made, if there was one", async () => {
    await send({ message: render(undefined, { ...sampleContext, values: { output: ["a", 1] } }) });
    expect(server.requests[0]?.body).toBe('["a",1]');
  });

  it("is the template's, with typed values", async () => {
    await send({ message: render({ mode: "json", body: '{ n: $event.seats, "all": "$event.payload", none: $event.missing, text: "tier $event.customer_tier" }' }) });
    expect(JSON.parse(server.requests[0]?.body ?? "")).toEqual({ n: 250, all: sampleContext.event.payload, none: null, text: "tier enterprise" });
  });

  it("can't be taken for an envelope of ours", async () => {
    await send({ message: render({ mode: "json", body: '{ envelope: { id: "x" } }' }) });
    expect(server.requests[0]?.body).toBe('{"envelope":{"id":"x"}}');
  });
});

describe("the signature", () => {
  it("is what the vector of Standard Webhooks says", () => {
    expect(signStandardWebhooks(secret, { id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestampSeconds: 1614265330, body: '{"test": 2432232314}' })).toBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  });

  it("is accepted by the reference library and by a check of t.body, over the bytes that were sent", async () => {
    await send({ connection: { auth: "hmac", signingSecret: secret } });
    const { headers = {}, body = "" } = server.requests[0] ?? {};
    expect(new Webhook(secret).verify(body, headers)).toMatchObject({ delivery_id: "dlv_1" });
    expect(() => new Webhook(secret).verify(`${body} `, headers)).toThrow();
    const { t, v1 } = Object.fromEntries((headers["x-ingestlayer-signature"] ?? "").split(",").map((part) => part.split("=")));
    expect(v1).toBe(createHmac("sha256", secret).update(`${t}.${body}`).digest("hex"));
    expect(signIngestlayer(secret, { id: "", timestampSeconds: Number(t), body })).toBe(headers["x-ingestlayer-signature"]);
  });

  it("keeps its id on a retry and takes the time of the attempt", async () => {
    for (const nowMs of [1_700_000_000_999, 1_700_000_030_000]) await send({ connection: { auth: "hmac", signingSecret: secret }, nowMs });
    expect(server.requests.map(({ headers }) => [headers["webhook-id"], headers["webhook-timestamp"]])).toEqual([["dlv_1", "1700000000"], ["dlv_1", "1700000030"]]);
    expect(server.requests[0]?.headers["webhook-signature"]).not.toBe(server.requests[1]?.headers["webhook-signature"]);
  });
});

describe("the headers", () => {
  it("carry the token, the connection's own ones and the trace", async () => {
    await send({ connection: { auth: "bearer", token: "t0ken-value", headers: { "X-Api-Key": "k3y-value" } }, traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" });
    expect(server.requests[0]?.headers).toMatchObject({
      authorization: "Bearer t0ken-value", "x-api-key": "k3y-value", "content-type": "application/json", "user-agent": "Ingestlayer",
      traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    });
    expect(server.requests[0]?.headers).not.toHaveProperty("webhook-signature");
  });

  it("show in the history by name only, as does the query", async () => {
    const { trace } = await send({ connection: { url: `${server.url}/hook?key=s3cret-query`, auth: "bearer", token: "t0ken-value" } });
    expect(trace.request).toMatchObject({ headers: expect.arrayContaining(["authorization", "webhook-id"]), url: `${server.url}/hook?key=%E2%80%A6` });
    expect(JSON.stringify(trace)).not.toMatch(/t0ken-value|s3cret-query/);
  });
});

describe("the answer", () => {
  it.each([
    [200, { status: "delivered", receipt: { status: 200 } }],
    [204, { status: "delivered" }],
    [301, { status: "rejected", scope: "target", detail: expect.stringContaining("redirects are not followed") }],
    [400, { status: "rejected", scope: "payload" }],
    [401, { status: "rejected", scope: "connection" }],
    [403, { status: "rejected", scope: "connection" }],
    [404, { status: "rejected", scope: "target" }],
    [408, { status: "retry", code: "http_408" }],
    [410, { status: "rejected", scope: "target" }],
    [413, { status: "rejected", scope: "payload" }],
    [422, { status: "rejected", scope: "payload" }],
    [429, { status: "retry", rateLimited: true }],
    [500, { status: "retry", ambiguous: true }],
    [503, { status: "retry", ambiguous: true }],
  ])("%i is settled", async (status, expected) => {
    answer = { status };
    expect((await send()).outcome).toMatchObject(expected);
  });

  it("is kept for the history, cut", async () => {
    answer = { status: 422, body: "x".repeat(100_000) };
    const { trace } = await send();
    expect(trace.response).toMatchObject({ status: 422, isCut: true });
    expect(JSON.stringify(trace.response).length).toBeLessThan(20_000);
  });
});

describe("Retry-After", () => {
  const now = Date.parse("2026-03-04T05:06:07Z");
  it.each([
    ["7", 7000], ["0", 0], ["Wed, 04 Mar 2026 05:07:07 GMT", 60_000], ["Wed, 04 Mar 2026 05:00:00 GMT", 0],
    ["99999999999", 86_400_000], ["soon", undefined], ["", undefined], [undefined, undefined],
  ])("%j is read", (header, expected) => {
    expect(parseRetryAfter(header, now)).toBe(expected);
  });
});
