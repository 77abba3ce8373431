import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createGuardedHttp } from "@/lib/adapters/http/guarded-http";
import type { Json } from "@/lib/durable/contract";
import { UpstreamError, UserError } from "@/lib/errors";
import type { RunContext } from "@/lib/pipeline/context";
import type { CachePort } from "@/lib/ports/ports";
import { startRecordingServer, type RecordedAnswer, type RecordingServer } from "@/lib/testing/recording-server";
import { enrichPerson } from "../enrich-person/definition";
import { executeEnrichPerson } from "../enrich-person/execute";
import { enrichHttp } from "./definition";
import { executeEnrichHttp } from "./execute";

let server: RecordingServer;
let answer: RecordedAnswer;
const http = createGuardedHttp({ allowPrivateNetwork: "127.0.0.0/8" });
beforeAll(async () => {
  server = await startRecordingServer({ respond: () => answer });
});
beforeEach(() => {
  answer = { status: 200, body: '{"plan":"pro"}' };
  server.requests.length = 0;
});
afterAll(async () => {
  await server.close();
  await http.close();
});

const time = "2026-11-23T10:00:00.000Z";
const contextOf = (payload: Json): RunContext => ({ event: { id: "evt_1", type: "t", received_at: time, occurred_at: time, payload, meta: { source: "s", url: "", idempotency_key: null } }, values: {}, redactions: [] });
const nothingCached: CachePort = { get: async (_organizationId, _key, _ttlMs, load) => ({ value: await load(), isHit: false }) };
const shared = { organizationId: "org_1", organizationHashKey: "", nowMs: 0, stepKey: "run_1/h", scope: "pl_1/h" };
const run = (config: object, payload: Json = { customer: "c/1?x" }, cache = nothingCached) =>
  executeEnrichHttp({ ...shared, config: enrichHttp.config.parse({ name: "account", method: "GET", url: `${server.url}/a/$event.customer`, ...config }), context: contextOf(payload) }, { http, cache });

test("an object joins $enrich under the name, and values can't leave their place in the address", async () => {
  expect(await run({ headers: { "x-key": "k" } })).toEqual({ kind: "continue", patch: { values: { enrich: { account: { plan: "pro" } } } } });
  expect(server.requests[0]).toMatchObject({ method: "GET", path: "/a/c%2F1%3Fx", headers: { "x-key": "k", accept: "application/json" } });
});

test("a body is JSON with the values' types", async () => {
  await run({ method: "POST", body: '{ id: $event.customer, seats: $event.seats, text: "seats: $event.seats" }' }, { customer: "1", seats: 3 });
  expect(JSON.parse(server.requests[0]?.body ?? "")).toEqual({ id: "1", seats: 3, text: "seats: 3" });
});

test.each<[string, RecordedAnswer, Json]>([
  ["a list", { status: 200, body: "[1]" }, { items: [1] }],
  ["a text", { status: 200, body: "hello" }, { text: "hello" }],
  ["nothing", { status: 204 }, {}],
])("%s is kept as well", async (_name, given, expected) => {
  answer = given;
  expect(await run({})).toMatchObject({ patch: { values: { enrich: { account: expected } } } });
});

test.each<[string, RecordedAnswer, typeof UserError | typeof UpstreamError]>([
  ["404", { status: 404 }, UserError],
  ["429", { status: 429 }, UpstreamError],
  ["500", { status: 500 }, UpstreamError],
  ["a cut connection", { fault: "reset" }, UpstreamError],
])("%s is left out, or fails the run where that is wanted: finally, or to be tried again", async (_name, given, error) => {
  answer = given;
  expect(await run({})).toMatchObject({ kind: "continue", patch: { values: { enrich: { account: {} } } }, facts: { error: expect.any(String) } });
  await expect(run({ onError: "fail" })).rejects.toBeInstanceOf(error);
});

test("a private address is refused", async () => {
  const guarded = createGuardedHttp({ allowPrivateNetwork: "" });
  const config = enrichHttp.config.parse({ name: "a", method: "GET", url: server.url });
  expect(await executeEnrichHttp({ ...shared, config, context: contextOf({}) }, { http: guarded, cache: nothingCached })).toMatchObject({ facts: { error: expect.stringContaining("may not be reached") } });
  expect(server.requests).toEqual([]);
  await guarded.close();
});

test("with a lifetime, the same request is remembered and another one is not", async () => {
  const seen: [string, number][] = [];
  const entries = new Map<string, unknown>();
  const cache: CachePort = {
    async get(_organizationId, key, ttlMs, load) {
      const value = (entries.get(key) ?? (await load())) as never;
      entries.set(key, value);
      seen.push([key, typeof ttlMs === "number" ? ttlMs : ttlMs(value)]);
      return { value, isHit: false };
    },
  };
  for (const customer of ["1", "1", "2"]) await run({ cacheFor: "1h" }, { customer }, cache);
  expect(server.requests).toHaveLength(2);
  expect(seen[0]).toEqual([expect.stringMatching(/^http:[0-9a-f]{64}$/), 3_600_000]);
  answer = { status: 500 };
  await run({ cacheFor: "1h" }, { customer: "3" }, cache);
  expect(seen.at(-1)?.[1]).toBe(30_000);
});

describe("what a schema can't say is refused at save, with its path", () => {
  const problems = (change: object) => (enrichHttp.check?.(enrichHttp.config.parse({ name: "a", method: "GET", url: "https://x.io", ...change })) ?? []).map(({ path }) => path);
  test.each<[object, string[]]>([
    [{}, []],
    [{ name: "person" }, ["name"]],
    [{ name: "my account" }, ["name"]],
    [{ url: "$event.url" }, ["url"]],
    [{ url: "https://$event.host/x" }, ["url"]],
    [{ url: "ftp://x.io" }, ["url"]],
    [{ body: "{}" }, ["body"]],
    [{ headers: { Host: "evil" } }, ["headers.Host"]],
    [{ headers: { "X-A": "a\r\nb" } }, ["headers.X-A"]],
    [{ cacheFor: "60d" }, ["cacheFor"]],
  ])("%j", (change, expected) => expect(problems(change)).toEqual(expected));
});

test("a service's facts about a person join what the address tells; one that fails is told and stops nothing", async () => {
  const config = enrichPerson.config.parse({ email: "$event.email", provider: { url: `${server.url}/p?e=$event.email` } });
  const ask = () => executeEnrichPerson({ ...shared, config, context: contextOf({ email: "ada.lovelace@x.io" }) }, { http, cache: nothingCached });
  answer = { status: 200, body: '{"name":"Lady Lovelace","title":"Countess"}' };
  expect(await ask()).toMatchObject({ patch: { values: { enrich: { person: { name: "Lady Lovelace", title: "Countess", domain: "x.io" } } } } });
  expect(server.requests[0]?.path).toBe("/p?e=ada.lovelace%40x.io");
  answer = { status: 503 };
  expect(await ask()).toMatchObject({ patch: { values: { enrich: { person: { name: "Ada Lovelace" } } } }, facts: { provider: expect.stringContaining("503") } });
});
