import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Analytics } from "@segment/analytics-node";
import { CloudEvent, emitterFor, HTTP, httpTransport, Mode } from "cloudevents";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase, openDatabase, type Database } from "@/lib/db";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { openGate, type Gate } from "../gate";
import { createTenant, type Tenant } from "../testing/tenant";
import { handleHotPath } from "./handle-hot-path";

let testDatabase: TestDatabase;
let db: Database;
let gate: Gate;
let server: Server;
let baseUrl: string;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  db = openDatabase(testDatabase.url, 4);
  gate = openGate({ databaseUrl: testDatabase.url, wake: () => {} });
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const answer = await handleHotPath({ method: request.method ?? "", path: request.url ?? "", headers: request.headers, body: Buffer.concat(chunks) }, gate);
    response.writeHead(answer?.status ?? 404, answer?.headers).end(answer?.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await gate.close();
  await closeDatabase(db);
  await testDatabase.drop();
});

const eventsOf = ({ sourceId }: Tenant) => db.prisma.event.findMany({ where: { sourceId }, orderBy: { id: "asc" } });

test("@segment/analytics-node sends to us with a key of ours as its write key", async () => {
  const tenant = await createTenant(db);
  const analytics = new Analytics({ writeKey: tenant.key, host: baseUrl, maxRetries: 0 });
  const errors: unknown[] = [];
  analytics.on("error", (error) => errors.push(error));
  const timestamp = new Date("2026-01-02T03:04:05.678Z");
  analytics.track({ userId: "u_1", event: "Order Completed", properties: { total: 42, currency: "EUR" }, timestamp, messageId: "m1" });
  analytics.track({ userId: "u_1", event: "Order Completed", properties: { total: 42, currency: "EUR" }, timestamp, messageId: "m1" });
  analytics.identify({ userId: "u_1", traits: { email: "a@example.com" } });
  await analytics.closeAndFlush();
  expect(errors).toEqual([]);
  expect(await eventsOf(tenant)).toMatchObject([
    { type: "Order Completed", idempotencyKey: "m1", occurredAt: timestamp, payload: { userId: "u_1", properties: { total: 42, currency: "EUR" }, context: { library: { name: "@segment/analytics-node" } } } },
    { type: "segment.identify", payload: { userId: "u_1", traits: { email: "a@example.com" } } },
  ]);
});

test("a write key that is none is told to the client", async () => {
  const analytics = new Analytics({ writeKey: `il_live_${"x".repeat(43)}`, host: baseUrl, maxRetries: 0 });
  const failed = new Promise((resolve) => analytics.on("error", resolve));
  analytics.track({ userId: "u", event: "e" });
  await analytics.closeAndFlush();
  expect(await failed).toMatchObject({ code: "delivery_failure" });
});

test("/v1/track takes one message, and a name that can't be a type becomes one", async () => {
  const tenant = await createTenant(db);
  const track = (body: object) =>
    fetch(`${baseUrl}/v1/track`, { method: "POST", headers: { authorization: `Basic ${Buffer.from(`${tenant.key}:`).toString("base64")}`, "content-type": "application/json" }, body: JSON.stringify(body) });
  expect(await (await track({ event: "Sign Up*", userId: "u", properties: {} })).json()).toEqual({ success: true });
  const refused = await track({ userId: "u" });
  expect([refused.status, (await refused.json()).error.code]).toEqual([400, "invalid_request"]);
  expect((await eventsOf(tenant)).map(({ type }) => type)).toEqual(["Sign Up-"]);
});

const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
const cloudEvent = (id: string, data: unknown) =>
  new CloudEvent({ id, type: "com.example.order.created", source: "/shop/eu", subject: "order 7", time: "2026-01-02T03:04:05.000Z", traceparent, data });

test.each([Mode.BINARY, Mode.STRUCTURED])("the cloudevents package sends to us in its %s mode", async (mode) => {
  const tenant = await createTenant(db);
  const emit = emitterFor(httpTransport(`${baseUrl}/v1/ingest`), { binding: HTTP, mode } as never);
  const headers = { authorization: `Bearer ${tenant.key}` };
  await emit(cloudEvent("1", { total: 42, note: "für ☃" }), { headers } as never);
  await emit(cloudEvent("1", { total: 42, note: "für ☃" }), { headers } as never);
  expect(await eventsOf(tenant)).toMatchObject([
    {
      type: "com.example.order.created", idempotencyKey: "/shop/eu 1", occurredAt: new Date("2026-01-02T03:04:05Z"), traceparent,
      payload: { total: 42, note: "für ☃", cloudevents: { source: "/shop/eu", subject: "order 7" } },
    },
  ]);
});

test("CloudEvents in a batch are judged one by one", async () => {
  const tenant = await createTenant(db);
  const send = async (body: unknown) => {
    const answer = await fetch(`${baseUrl}/v1/ingest`, { method: "POST", headers: { authorization: `Bearer ${tenant.key}`, "content-type": "application/cloudevents-batch+json; charset=utf-8" }, body: JSON.stringify(body) });
    return { status: answer.status, json: (await answer.json()) as any };
  };
  const plain = (id: string, data: unknown) => JSON.parse(JSON.stringify(cloudEvent(id, data)));
  const { status, json } = await send([plain("1", { a: 1 }), { ...plain("2", {}), type: "*" }, plain("3", "text"), plain("1", { a: 1 })]);
  expect(status).toBe(202);
  expect(json.data.events.map(({ index, duplicate }: any) => [index, duplicate])).toEqual([[0, false], [2, false], [3, true]]);
  expect(json.data.rejected).toMatchObject([{ index: 1, path: "[1].type" }]);
  expect((await eventsOf(tenant)).map(({ payload }) => payload)).toMatchObject([{ a: 1 }, { data: "text" }]);
  for (const bad of [[], {}, [1], [{ ...plain("4", {}), specversion: "0.3" }], [{ ...plain("4", {}), id: "" }]]) {
    expect(await send(bad)).toMatchObject({ status: 400, json: { error: { code: "invalid_request" } } });
  }
});
