import "@/app/v1/testing/environment";
import { createServer, type Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { liveSecrets } from "@/lib/adapters/secrets/live-secrets";
import { createAgent } from "@/lib/agents/agents";
import { closeDatabase, openDatabase, type Database } from "@/lib/db";
import { saveSchema } from "@/lib/schemas/save-schema";
import { createSource } from "@/lib/sources/create-source";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { openGate, type Gate } from "../gate";
import { createPipeline, createTenant, type Tenant } from "../testing/tenant";
import { handleHotPath } from "./handle-hot-path";

let testDatabase: TestDatabase;
let db: Database;
let gate: Gate;
let tenant: Tenant;
/** Every way in, with what lets a call in. */
let ways: { path: string; headers: Record<string, string> }[];

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  db = openDatabase(testDatabase.url, 4);
  gate = openGate({ databaseUrl: testDatabase.url, secrets: liveSecrets(db), wake: () => {} });
  await gate.ready();
  tenant = await createTenant(db);
  const caller = { organizationId: tenant.organizationId, actor: "system" };
  await saveSchema(caller, { yaml: "event: declared\nschema:\n  n: integer\n  text: string?\n  list?: [{ a: string }]\n", mode: "refuse" }, db);
  const { secrets } = await createSource(caller, { slug: "hook", kind: "webhook", auth_mode: "none" }, db);
  const { pipelineId } = await createPipeline(tenant.organizationId, [], db);
  const { key } = await createAgent(caller, { name: "a", pipelines: [pipelineId], source: "default" }, db);
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  ways = [
    ...["/v1/ingest", "/v1/batch", "/v1/track"].map((path) => ({ path, headers: bearer(tenant.key) })),
    { path: `/whk/${secrets?.token}`, headers: {} },
    { path: `/v1/agent/invoke/${pipelineId}`, headers: bearer(key) },
    { path: "/v1/ingest", headers: { ...bearer(tenant.key), "content-type": "application/cloudevents+json" } },
    { path: "/v1/ingest", headers: { ...bearer(tenant.key), "content-type": "application/cloudevents-batch+json" } },
    { path: "/v1/ingest", headers: { ...bearer(tenant.key), "ce-specversion": "1.0", "ce-id": "1", "ce-source": "/x", "ce-type": "declared" } },
  ];
});
afterAll(async () => {
  await gate.close();
  await closeDatabase(db);
  await testDatabase.drop();
});

async function expectClear(path: string, headers: Record<string, string>, body: Buffer, method = "POST"): Promise<number> {
  const answer = await handleHotPath({ method, path, headers, body }, gate);
  const json = JSON.parse(answer?.body ?? "null");
  const isClear = answer !== null && (answer.status < 300 || (answer.status < 500 && typeof json.error.code === "string" && json.error.message !== ""));
  expect(isClear, `${path} ${answer?.status} ${answer?.body.slice(0, 300)}\n${body.toString("latin1").slice(0, 300)}`).toBe(true);
  return answer?.status ?? 0;
}

const storedEvents = () => db.prisma.event.count({ where: { organizationId: tenant.organizationId } });
const event = '{"type":"declared","payload":{"n":1}}';
const deep = (levels: number, open: string, close: string) => open.repeat(levels) + close.repeat(levels);
const withPayload = (payload: string) => `{"type":"x","payload":${payload},"event":"x"}`;

const corpus: [name: string, body: Buffer][] = (
  [
    ["nothing", ""], ["white space", " \n"], ["null", "null"], ["a number", "1"], ["a text", '"x"'], ["a list", "[]"], ["a list of lists", "[[],[]]"],
    ["truncated JSON", event.slice(0, -3)], ["two documents", event + event], ["a byte order mark", `\uFEFF${event}`],
    ["10,000 levels of lists", deep(10_000, "[", "]")], ["10,000 levels of objects", withPayload(`${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`)], ["unclosed levels", "[".repeat(200_000)],
    ["duplicate keys", '{"type":"a","type":"declared","payload":{"n":1,"n":2},"payload":{"n":3}}'],
    ["__proto__", withPayload('{"__proto__":{"isAdmin":true},"constructor":{"prototype":{}}}')], ["__proto__ as the event", '{"__proto__":{"type":"x","payload":{}}}'],
    ["huge numbers", withPayload('{"a":1e999,"b":-1e999,"c":123456789012345678901234567890}')], ["\\u0000", withPayload('{"a\\u0000":"\\u0000"}')], ["a raw NUL", withPayload('{"a":"\u0000"}')],
    ["lone surrogates", withPayload('{"a":"\\ud800","\\udfff":1}')], ["not a number", withPayload('{"a":NaN}')], ["a comment", `/* x */${event}`],
    ["100,000 keys", withPayload(`{${Array.from({ length: 100_000 }, (_, n) => `"k${n}":0`).join(",")}}`)], ["a long key", withPayload(`{"${"k".repeat(300_000)}":1}`)], ["a long type", `{"type":"${"x".repeat(300_000)}","payload":{}}`],
    ["501 events", JSON.stringify({ events: Array(501).fill({}), batch: Array(501).fill({}) })], ["500 bad events", JSON.stringify({ events: Array(500).fill({ type: 1 }), batch: Array(500).fill({ type: 1 }) })],
    ["no event", '{"events":[],"batch":[]}'], ["events that are none", '{"events":[null,1,"x",[],{}],"batch":[null,1,"x",[],{}]}'], ["a form", "type=x&payload=%00&%ff=%"],
    ["wrong fields", '{"type":{},"payload":[],"idempotencyKey":{},"timestamp":{},"event":[],"messageId":5,"userId":null}'], ["an odd timestamp", '{"type":"x","payload":{},"timestamp":"+275760-09-13T00:00:00.001Z"}'],
    ["a CloudEvent of another kind", '{"specversion":"1.0","id":{},"source":[],"type":null,"data_base64":"%%%","time":"never","traceparent":1}'], ["1 MiB and a byte", withPayload(`"${"x".repeat(1024 * 1024)}"`)],
  ] as [string, string][]
).map(([name, text]): [string, Buffer] => [name, Buffer.from(text)]);
const brokenUtf8: [string, Buffer][] = [
  ["truncated UTF-8", Buffer.concat([Buffer.from('{"type":"x","payload":{"a":"'), Buffer.from([0xe2, 0x98])])], ["invalid UTF-8 in a text", Buffer.concat([Buffer.from('{"type":"x","payload":{"a":"'), Buffer.from([0xff, 0xfe, 0xc0, 0x80]), Buffer.from('"}}')])],
  ["overlong UTF-8", Buffer.concat([Buffer.from('{"type":"x","payload":{"'), Buffer.from([0xc0, 0xaf]), Buffer.from('":1}}')])], ["gzip", Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0])],
];

test.each([...corpus, ...brokenUtf8])("%s gets a clear answer on every way in, and what was there before is still there", async (_, body) => {
  const before = await storedEvents();
  for (const { path, headers } of ways) await expectClear(path, headers, body);
  expect(await storedEvents()).toBeGreaterThanOrEqual(before);
  expect(await expectClear("/v1/ingest", ways[0]?.headers ?? {}, Buffer.from(event))).toBe(202);
});

const contentTypes = ["", "application/json", "application/json; charset=utf-8", "application/json; charset=utf-16", "text/plain", "application/xml", "multipart/form-data", "application/x-www-form-urlencoded", "application/cloudevents+json", "application/cloudevents-batch+json", "application/vnd.api+json", "APPLICATION/JSON", ";;;", "\u0000"];
const piece = fc.oneof(fc.constantFrom(...["{", "}", "[", "]", ":", ",", '"', '"type"', '"payload"', '"events"', '"batch"', '"event"', "\\u0000", "\\ud800", "null", "1e999", "\u0000", "\uFEFF", " "]), fc.string({ maxLength: 6 }), fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.stringify(value)));
const bodies = fc.oneof(
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  fc.array(piece, { maxLength: 30 }).map((pieces) => Buffer.from(pieces.join(""))),
  fc.record({ type: fc.oneof(fc.string(), fc.constant("declared"), fc.jsonValue()), payload: fc.jsonValue(), idempotencyKey: fc.option(fc.oneof(fc.string(), fc.jsonValue())), timestamp: fc.option(fc.oneof(fc.string(), fc.integer(), fc.date().map(String))) }).map((value) => Buffer.from(JSON.stringify(value))),
  fc.record({ batch: fc.array(fc.jsonValue(), { maxLength: 5 }), events: fc.array(fc.jsonValue(), { maxLength: 5 }) }).map((value) => Buffer.from(JSON.stringify(value))),
);

test("anything at all, under any content type, gets a clear answer", async () => {
  await fc.assert(
    fc.asyncProperty(bodies, fc.nat(), fc.constantFrom(...contentTypes), fc.option(fc.string({ unit: "binary", maxLength: 20 })), async (body, way, contentType, odd) => {
      const { path, headers } = ways[way % ways.length] ?? { path: "", headers: {} };
      const type: Record<string, string> = contentType === "" ? {} : { "content-type": contentType };
      await expectClear(path, { ...type, ...headers, ...(odd !== null && { "x-ingest-idempotency-key": odd, traceparent: odd, "x-request-id": odd, "ce-type": odd }) }, body);
    }),
    { numRuns: 600 },
  );
});

test.each(["GET", "PUT", "PATCH", "DELETE", "HEAD", "PROPFIND"])("%s is told what is possible", async (method) => {
  for (const { path, headers } of ways) expect(await expectClear(path, headers, Buffer.alloc(0), method)).toBe(405);
});

test("strangers and odd addresses get a clear answer", async () => {
  for (const path of ["/whk/", "/whk/..%2f..", "/whk/%00", "/v1/agent/invoke/", "/v1/agent/invoke/%ff", "/v1/agent/runs/'; drop table runs"]) {
    const answer = await handleHotPath({ method: path.includes("/runs/") ? "GET" : "POST", path, headers: ways[4]?.headers ?? {}, body: Buffer.from(event) }, gate);
    expect(answer?.status).toBeGreaterThanOrEqual(400);
    expect(answer?.status).toBeLessThan(500);
  }
  for (const authorization of ["", "Bearer", "Bearer  ", "Basic", "Basic !!!", `Basic ${Buffer.from("\u0000:").toString("base64")}`, `Bearer ${"x".repeat(100_000)}`, "Bearer \u0000"]) {
    for (const path of ["/v1/ingest", "/v1/batch", "/v1/track"]) expect(await expectClear(path, { authorization }, Buffer.from(event))).toBe(401);
  }
});

test("memory stays bounded under bodies of the largest size", async () => {
  const body = Buffer.from(withPayload(JSON.stringify({ a: "x".repeat(200 * 1024) })));
  const run = async () => Promise.all(Array.from({ length: 40 }, (_, n) => expectClear(ways[n % 5]?.path ?? "", ways[n % 5]?.headers ?? {}, body)));
  await run();
  const before = process.memoryUsage().rss;
  for (let round = 0; round < 10; round++) await run();
  expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1024 * 1024);
});

/** The server's own reading of bodies is in server.ts; what a socket can say wrong is told apart by node:http. */
test("a body that lies about its length, or never ends, ends the call and nothing else", async () => {
  const server = await listen();
  const { port } = server.address() as AddressInfo;
  const raw = (text: string, hold = 0) =>
    new Promise<string>((resolve) => {
      let answer = "";
      const socket = connect(port, "127.0.0.1", () => socket.write(text, "latin1", () => hold > 0 && setTimeout(() => socket.destroy(), hold)));
      socket.on("data", (chunk) => (answer += chunk)).on("close", () => resolve(answer)).on("error", () => {});
    });
  const head = `POST /v1/ingest HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${tenant.key}\r\ncontent-type: application/json\r\nconnection: close\r\n`;
  expect(await raw(`${head}transfer-encoding: chunked\r\n\r\nffffffff\r\n${event}`, 50)).toBe("");
  expect(await raw(`${head}transfer-encoding: chunked\r\n\r\nzz\r\n${event}\r\n0\r\n\r\n`)).toMatch(/^HTTP\/1\.1 400/);
  expect(await raw(`${head}content-length: 10\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`)).toMatch(/^HTTP\/1\.1 400/);
  expect(await raw(`${head}content-length: 1000\r\n\r\n${event}`, 50)).toBe("");
  expect(await raw(`${head}content-length: 5\r\n\r\n${event}`)).toMatch(/^HTTP\/1\.1 400/);
  expect(await raw(`${head}content-length: ${event.length}\r\n\r\n${event}`)).toMatch(/^HTTP\/1\.1 202/);
  await new Promise((resolve) => server.close(resolve));
});

async function listen(): Promise<Server> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(chunk as Buffer);
    } catch {
      return;
    }
    const answer = await handleHotPath({ method: request.method ?? "", path: request.url ?? "", headers: request.headers, body: Buffer.concat(chunks) }, gate);
    response.writeHead(answer?.status ?? 404, answer?.headers).end(answer?.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}
