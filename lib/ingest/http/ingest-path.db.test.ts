import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { POST, GET } from "@/app/v1/ingest/route";
import { createApiKey } from "@/lib/api-keys/create-api-key";
import { revokeApiKey } from "@/lib/api-keys/revoke-api-key";
import { closeDatabase, openDatabase, type Database } from "@/lib/db";
import { pauseSource } from "@/lib/sources/pause-source";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { openGate, type Gate } from "../gate";
import { createTenant, type Tenant } from "../testing/tenant";
import { handleHotPath, isHotPath } from "./handle-hot-path";
import { hotPathBodyBytesMax } from "./hot-path";

type Answer = { status: number; headers: Record<string, string>; json: any };
type Send = (body: string | Buffer, headers?: Record<string, string>, method?: string) => Promise<Answer>;

const holder = globalThis as typeof globalThis & { ingestlayerGate?: Gate; ingestlayerDatabase?: Database };
let testDatabase: TestDatabase;
let db: Database;
let gate: Gate;
let tenant: Tenant;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  db = openDatabase(testDatabase.url, 4);
  gate = openGate({ databaseUrl: testDatabase.url, wake: () => {} });
  await gate.ready();
  holder.ingestlayerDatabase = db;
  holder.ingestlayerGate = gate;
  tenant = await createTenant(db);
});
afterAll(async () => {
  delete holder.ingestlayerDatabase;
  delete holder.ingestlayerGate;
  await gate.close();
  await closeDatabase(db);
  await testDatabase.drop();
});

const mounts: Record<string, Send> = {
  "bare server": async (body, headers = {}, method = "POST") => {
    const answer = await handleHotPath(
      { method, path: "/v1/ingest", headers: { authorization: `Bearer ${tenant.key}`, ...headers }, body: Buffer.from(body) },
      gate,
    );
    if (!answer) throw new Error("not a hot path");
    return { status: answer.status, headers: answer.headers, json: JSON.parse(answer.body) };
  },
  "Next route": async (body, headers = {}, method = "POST") => {
    const hasBody = method !== "GET";
    const request = new Request("http://localhost/v1/ingest", {
      method,
      headers: { authorization: `Bearer ${tenant.key}`, "content-type": "application/json", ...headers },
      ...(hasBody && { body: Buffer.from(body) }),
    });
    const response = await (hasBody ? POST : GET)(request);
    return { status: response.status, headers: Object.fromEntries(response.headers), json: await response.json() };
  },
};

const ticket = { type: "ticket.created", payload: { n: 1 } };
const nested = (levels: number) => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;

describe.each(Object.entries(mounts))("POST /v1/ingest on the %s", (_, send) => {
  const sendJson = (body: unknown, headers?: Record<string, string>) => send(JSON.stringify(body), headers);

  async function expectError(answer: Promise<Answer>, status: number, code: string, message: RegExp): Promise<Answer> {
    const settled = await answer;
    expect({ status: settled.status, error: settled.json.error }).toMatchObject({ status, error: { code } });
    expect(settled.json.error.message).toMatch(message);
    expect(settled.headers["x-request-id"]).toBeTruthy();
    return settled;
  }

  test("a single event answers 202 with its verdict, once it is stored", async () => {
    const answer = await sendJson({ ...ticket, timestamp: "2026-01-02T03:04:05+01:00" });
    const [event] = answer.json.data.events;
    expect(answer.status).toBe(202);
    expect(answer.json).toEqual({ data: { events: [{ index: 0, id: expect.stringMatching(/^evt_[0-9A-Z]{26}$/), type: "ticket.created", duplicate: false }], rejected: [] } });
    const row = await db.prisma.event.findUniqueOrThrow({ where: { id: event.id } });
    expect(row).toMatchObject({ sourceId: tenant.sourceId, payload: { n: 1 }, occurredAt: new Date("2026-01-02T02:04:05Z") });
  });

  test("the same key again is a duplicate with the first id", async () => {
    const body = { ...ticket, idempotencyKey: `k-${Math.random()}` };
    const first = await sendJson(body);
    const second = await sendJson({ events: [body, body] });
    const { id } = first.json.data.events[0];
    expect(second.json.data.events).toEqual([
      { index: 0, id, type: "ticket.created", duplicate: true },
      { index: 1, id, type: "ticket.created", duplicate: true },
    ]);
  });

  test("one bad event among 499 good ones is refused alone, with index, code and path", async () => {
    const events: unknown[] = Array.from({ length: 500 }, (_unused, i) => ({ type: "bulk", payload: { i } }));
    events[137] = { type: "bulk", payload: "text" };
    const answer = await sendJson({ events });
    expect(answer.status).toBe(202);
    expect(answer.json.data.events).toHaveLength(499);
    expect(answer.json.data.events.map((event: { index: number }) => event.index)).not.toContain(137);
    expect(answer.json.data.rejected).toEqual([
      { index: 137, code: "invalid_request", path: "events[137].payload", message: "events[137].payload: expected an object" },
    ]);
    const stored = await db.prisma.event.count({ where: { id: { in: answer.json.data.events.map((event: { id: string }) => event.id) } } });
    expect(stored).toBe(499);
  });

  test("a batch in which every event is refused answers 400 and says why for each", async () => {
    const answer = await expectError(sendJson({ events: [{ type: "", payload: {} }, 7] }), 400, "invalid_request", /None of the 2 events/);
    expect(answer.json.error.details).toMatchObject([{ index: 0, path: "events[0].type" }, { index: 1, path: "events[1]" }]);
  });

  test.each([
    ["no type", { payload: {} }, "type"],
    ["an empty type", { type: "", payload: {} }, "type"],
    ["a type of 201 characters", { type: "a".repeat(201), payload: {} }, "type"],
    ["a type with a wildcard", { type: "a.*", payload: {} }, "type"],
    ["a type with a line break", { type: "a\nb", payload: {} }, "type"],
    ["no payload", { type: "a" }, "payload"],
    ["a list as payload", { type: "a", payload: [1] }, "payload"],
    ["null as payload", { type: "a", payload: null }, "payload"],
    ["an empty key", { ...ticket, idempotencyKey: "" }, "idempotencyKey"],
    ["a key of 256 characters", { ...ticket, idempotencyKey: "k".repeat(256) }, "idempotencyKey"],
    ["a number as key", { ...ticket, idempotencyKey: 7 }, "idempotencyKey"],
    ["a date without a time", { ...ticket, timestamp: "2026-01-31" }, "timestamp"],
    ["February 30", { ...ticket, timestamp: "2026-02-30T00:00:00Z" }, "timestamp"],
    ["a time in seconds", { ...ticket, timestamp: 1_700_000_000 }, "timestamp"],
    ["a time far ahead", { ...ticket, timestamp: "9999-01-01T00:00:00Z" }, "timestamp"],
    ["a misspelt field", { ...ticket, idempotency_key: "k" }, "idempotency_key"],
    ["U+0000 in a value", { type: "a", payload: { "odd key": [{ t: "a\u0000b" }] } }, 'payload["odd key"][0].t'],
    ["U+0000 in a name", { type: "a", payload: { "a\u0000": 1 } }, 'payload["a\ufffd"]'],
    ["half a surrogate pair", { type: "a", payload: { t: "\ud800" } }, "payload.t"],
    ["U+0000 in the key", { ...ticket, idempotencyKey: "a\u0000" }, "idempotencyKey"],
  ])("refuses %s and names the field", async (_name, body, path) => {
    const answer = await expectError(sendJson(body), 400, "invalid_request", /expected/);
    expect(answer.json.error.details).toEqual([{ path, message: answer.json.error.message }]);
    expect(answer.json.error.message.startsWith(`${path}: `)).toBe(true);
  });

  test("takes what JSON allows: pairs, escapes, __proto__, twice the same name, 64 levels", async () => {
    const payload = '{"__proto__":{"type":"x"},"constructor":1,"a":1,"a":2,"pair":"\\ud83d\\ude00","big":1e300,"deep":' + nested(62) + "}";
    const answer = await send(`\ufeff {"type":"Größe geändert: a/b-c","payload":${payload}} `);
    expect(answer.status).toBe(202);
    const row = await db.prisma.event.findUniqueOrThrow({ where: { id: answer.json.data.events[0].id } });
    expect(row.payload).toMatchObject({ a: 2, pair: "😀", big: 1e300, constructor: 1 });
    expect(({} as { type?: string }).type).toBeUndefined();
  });

  test("refuses deep nesting, however deep, and numbers beyond a double", async () => {
    await expectError(send(`{"type":"a","payload":${nested(65)}}`), 400, "invalid_request", /levels of nesting/);
    await expectError(send(`{"type":"a","payload":${nested(10_000)}}`), 400, "invalid_request", /levels of nesting/);
    await expectError(send(`{"type":"a","payload":{"a":${"[".repeat(100_000)}${"]".repeat(100_000)}}}`), 400, "invalid_request", /nesting/);
    await expectError(send("[".repeat(500_000)), 400, "invalid_json", /too early at position 500000/);
    await expectError(send('{"type":"a","payload":{"n":1e999}}'), 400, "invalid_request", /payload\.n: expected a number/);
  });

  test.each([
    ["", /empty/],
    ['{"type":"a",}', /unexpected "}" at position 12/],
    ['{"type":"a"\n "payload":{}}', /position 13 \(line 2, column 2\)/],
    ['{"events":[{"type":"a"}', /too early at position 23/],
    ['{"a":"tab\there"}', /position 5/],
    ["nul", /position 0/],
    ["[1,2] x", /position 6/],
    [Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), /UTF-8/],
  ])("says where %j stops being JSON", async (body, message) => {
    await expectError(send(body), 400, "invalid_json", message);
  });

  test("refuses bodies of another shape", async () => {
    await expectError(sendJson({ events: [] }), 400, "invalid_request", /events: expected a list of 1 to 500/);
    await expectError(sendJson({ events: "x" }), 400, "invalid_request", /events: expected a list/);
    await expectError(sendJson({ events: [ticket], mode: "x" }), 400, "invalid_request", /mode: unknown field/);
    await expectError(sendJson([ticket]), 400, "invalid_request", /expected an object/);
    await expectError(sendJson({ events: Array.from({ length: 501 }, () => ticket) }), 400, "batch_too_large", /500/);
  });

  test("an event over 256 KiB answers 413 alone and is refused alone in a batch; bytes count, not characters", async () => {
    const large = { type: "large", payload: { t: "é".repeat(131_100) } };
    await expectError(sendJson(large), 413, "event_too_large", /payload: expected at most 256 KiB/);
    const batch = await sendJson({ events: [ticket, large] });
    expect(batch.status).toBe(202);
    expect(batch.json.data.rejected).toMatchObject([{ index: 1, code: "event_too_large", path: "events[1].payload" }]);
    expect((await sendJson({ type: "fits", payload: { t: "é".repeat(131_000) } })).status).toBe(202);
  });

  test("a body over 1 MiB answers 413, and only to who may send", async () => {
    const body = Buffer.alloc(hotPathBodyBytesMax + 1, 0x20);
    await expectError(send(body), 413, "body_too_large", /1048576/);
    await expectError(send(body, { authorization: "Bearer x" }), 401, "unauthenticated", /Authorization/);
  });

  test("takes JSON in UTF-8 only", async () => {
    expect((await sendJson(ticket, { "content-type": 'Application/JSON; charset="UTF-8"' })).status).toBe(202);
    await expectError(sendJson(ticket, { "content-type": "text/plain" }), 415, "unsupported_media_type", /application\/json/);
    await expectError(sendJson(ticket, { "content-type": "application/json; charset=latin1" }), 415, "unsupported_media_type", /UTF-8/);
    await expectError(sendJson(ticket, { "content-encoding": "gzip" }), 415, "unsupported_media_type", /Content-Encoding/);
  });

  test("refuses other methods with Allow", async () => {
    const answer = await expectError(send("", {}, "GET"), 405, "invalid_request", /expected POST/);
    expect(answer.headers.allow).toBe("POST");
  });

  test("refuses missing, malformed, unknown, expired and revoked keys alike, at once", async () => {
    const { organizationId } = tenant;
    const { key, row } = await createApiKey(organizationId, { name: "k", scopes: ["ingest"] }, db);
    const expiring = await createApiKey(organizationId, { name: "e", scopes: ["ingest"] }, db);
    const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
    expect((await sendJson(ticket, bearer(key))).status).toBe(202);
    expect((await sendJson(ticket, bearer(expiring.key))).status).toBe(202);
    await revokeApiKey({ organizationId, actor: "system" }, row.id, db);
    await db.pool.query("UPDATE api_keys SET expires_at = now() - interval '1 s' WHERE id = $1", [expiring.row.id]);
    await db.pool.query("SELECT pg_notify('ingestlayer_api_key', key_hash) FROM api_keys WHERE id = $1", [expiring.row.id]);
    const messages = new Set<string>();
    for (const authorization of ["", "Basic x", "Bearer nonsense", `Bearer il_live_${"a".repeat(43)}`, `Bearer ${key}`, `Bearer ${expiring.key}`]) {
      await expect.poll(async () => (await sendJson(ticket, { authorization })).status).toBe(401);
      const answer = await expectError(sendJson(ticket, { authorization }), 401, "unauthenticated", /expected a valid key/);
      expect(answer.headers["www-authenticate"]).toMatch(/^Bearer/);
      messages.add(answer.json.error.message);
    }
    expect(messages.size).toBe(1);
  });

  test("refuses a key without the scope", async () => {
    const { key } = await createApiKey(tenant.organizationId, { name: "r", scopes: ["read", "manage"] }, db);
    await expectError(sendJson(ticket, { authorization: `Bearer ${key}` }), 403, "forbidden", /`ingest`/);
  });

  test("keeps a fitting traceparent and gives back the caller's request id", async () => {
    const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    const answer = await sendJson(ticket, { traceparent, "x-request-id": "call-7" });
    expect(answer.headers["x-request-id"]).toBe("call-7");
    const id = answer.json.data.events[0].id;
    expect(await db.prisma.event.findUniqueOrThrow({ where: { id } })).toMatchObject({ traceparent });
    const odd = await sendJson(ticket, { traceparent: "x", "x-request-id": "a b" });
    expect(odd.headers["x-request-id"]).toMatch(/^req_/);
    expect(await db.prisma.event.findUniqueOrThrow({ where: { id: odd.json.data.events[0].id } })).toMatchObject({ traceparent: null });
  });

  test("a paused source refuses with its own code, and each refusal is kept with its reason", async () => {
    const other = await createTenant(db);
    const headers = { authorization: `Bearer ${other.key}` };
    await sendJson({ type: "x", payload: [] }, headers);
    await send("{", headers);
    await sendJson({ type: "x", payload: { t: "x".repeat(300_000) } }, headers);
    await pauseSource({ organizationId: other.organizationId, actor: "system" }, other.sourceId, db);
    await expectError(sendJson(ticket, headers), 409, "source_paused", /paused/);
    await expectError(sendJson({ events: [ticket] }, headers), 400, "source_paused", /paused/);
    await gate.rejections.settled();
    const rows = await db.prisma.rejection.findMany({ where: { organizationId: other.organizationId }, orderBy: { id: "asc" } });
    expect(rows.map(({ reason, type, path, payload }) => ({ reason, type, path, payload }))).toEqual([
      { reason: "malformed", type: "x", path: "payload", payload: [] },
      { reason: "malformed", type: null, path: null, payload: null },
      { reason: "too_large", type: "x", path: "payload", payload: null },
      { reason: "source_paused", type: "ticket.created", path: null, payload: { n: 1 } },
      { reason: "source_paused", type: "ticket.created", path: null, payload: { n: 1 } },
    ]);
  });

  test("a flood of bad events is kept up to a bound", async () => {
    const other = await createTenant(db);
    const before = gate.rejections.leftOut();
    await sendJson({ events: Array.from({ length: 500 }, () => ({ type: "x", payload: 1 })) }, { authorization: `Bearer ${other.key}` });
    await gate.rejections.settled();
    const kept = await db.prisma.rejection.count({ where: { organizationId: other.organizationId } });
    expect(kept).toBeLessThanOrEqual(100);
    expect(kept + gate.rejections.leftOut() - before).toBe(500);
  });
});

test("only the hot paths are answered", async () => {
  expect(isHotPath("/v1/ingest")).toBe(true);
  expect(isHotPath("/v1/ingest?x=1")).toBe(true);
  expect(isHotPath("/v1/ingestion")).toBe(false);
  expect(isHotPath("constructor")).toBe(false);
  expect(await handleHotPath({ method: "POST", path: "/v1/events", headers: {}, body: Buffer.alloc(0) }, gate)).toBeNull();
});

test("while the database is away the answer is 503 with Retry-After, never 202, and it recovers by itself", async () => {
  const away = await createTestDatabase();
  const awayDb = openDatabase(away.url, 2);
  const owner = await createTenant(awayDb);
  const awayGate = openGate({ databaseUrl: away.url, wake: () => {} });
  await awayGate.ready();
  const post = () =>
    handleHotPath({ method: "POST", path: "/v1/ingest", headers: { authorization: `Bearer ${owner.key}` }, body: Buffer.from(JSON.stringify(ticket)) }, awayGate);
  expect((await post())?.status).toBe(202);
  const name = new URL(away.url).pathname.slice(1);
  await closeDatabase(awayDb);
  await db.pool.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
  await db.pool.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", [name]);
  const refused = await post();
  expect(refused?.status).toBe(503);
  expect(Number(refused?.headers["retry-after"])).toBeGreaterThan(0);
  expect(refused?.body).not.toMatch(/postgres|connection|database "/i);
  await db.pool.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
  await expect.poll(async () => (await post())?.status, { timeout: 10_000 }).toBe(202);
  await awayGate.close();
  await away.drop();
});
