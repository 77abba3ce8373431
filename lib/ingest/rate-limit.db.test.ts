import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase, openDatabase, type Database } from "@/lib/db";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { openGate, type Gate } from "./gate";
import { isRefusal, parseEvent, type EventRefusal } from "./parse-event";
import type { RateLimit } from "./rate-limit";
import { takeEvents, type Sender } from "./take-events";
import { createTenant } from "./testing/tenant";

let testDatabase: TestDatabase;
let db: Database;
let processes: Gate[];

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  db = openDatabase(testDatabase.url, 4);
  processes = [0, 1].map(() => openGate({ databaseUrl: testDatabase.url, wake: () => {} }));
});
afterAll(async () => {
  await Promise.all(processes.map((gate) => gate.close()));
  await closeDatabase(db);
  await testDatabase.drop();
});

/** A source whose limit refills too slowly to matter while a test runs. */
async function limitedSource(limit: RateLimit): Promise<Sender> {
  const { organizationId, sourceId } = await createTenant(db);
  await db.prisma.source.update({ where: { id: sourceId }, data: { ratePerSecond: limit.perSecond, rateBurst: limit.burst } });
  return { organizationId, sourceId, limitedBy: null };
}

type Outcome = "new" | "duplicate" | EventRefusal;

async function send(sender: Sender, count: number, gate = processes[0] as Gate, keyOf: (index: number) => string | null = () => null): Promise<Outcome[]> {
  const entries = Array.from({ length: count }, (_, index) => {
    const entry = { type: "ticket.created", payload: { index }, idempotencyKey: keyOf(index) };
    return { entry, at: "", parsed: parseEvent(entry, "", { mayHoldEscapes: false, nowMs: Date.now(), traceparent: null }) };
  });
  const verdicts = await takeEvents(entries, sender, gate);
  if (verdicts === "gone") throw new Error("gone");
  return verdicts.map((verdict) => ("refusal" in verdict ? verdict.refusal : verdict.event.duplicate ? "duplicate" : "new"));
}

const count = (outcomes: Outcome[], wanted: Outcome | "refused") => outcomes.filter((outcome) => (wanted === "refused" ? typeof outcome === "object" : outcome === wanted)).length;

test("of 1,000 events on two processes exactly those within the limit are stored, the others say when to come again", async () => {
  const sender = await limitedSource({ perSecond: 0.01, burst: 137 });
  const outcomes = (await Promise.all(Array.from({ length: 100 }, (_, index) => send(sender, 10, processes[index % 2])))).flat();
  expect(count(outcomes, "new")).toBe(137);
  expect(count(outcomes, "refused")).toBe(863);
  expect(await db.prisma.event.count({ where: { sourceId: sender.sourceId } })).toBe(137);
  const refusals = outcomes.filter((outcome) => typeof outcome === "object");
  expect(new Set(refusals.map(({ code }) => code))).toEqual(new Set(["rate_limited"]));
  for (const { retryAfterMs } of refusals) expect(retryAfterMs).toBeGreaterThan(90_000);
});

test("the time it names is true: a place is free then, and not much sooner", async () => {
  const sender = await limitedSource({ perSecond: 0.001, burst: 5 });
  const [refusal] = (await send(sender, 6)).filter((outcome) => typeof outcome === "object");
  const pass = (ms: number) => db.pool.query("UPDATE rate_limits SET empty_at = empty_at - $2 * interval '1 ms' WHERE key = $1", [sender.sourceId, ms]);
  const waitMs = refusal?.retryAfterMs ?? 0;
  await pass(waitMs - 60_000);
  expect(count(await send(sender, 1), "new")).toBe(0);
  await pass(60_000);
  expect(await send(sender, 2)).toEqual(["new", expect.objectContaining({ code: "rate_limited" })]);
});

test("a duplicate takes no place, and is answered when none is left", async () => {
  const sender = await limitedSource({ perSecond: 0.001, burst: 3 });
  const key = (index: number) => `k${index}`;
  expect(await send(sender, 2, processes[0], key)).toEqual(["new", "new"]);
  expect(await send(sender, 2, processes[1], key)).toEqual(["duplicate", "duplicate"]);
  // What a duplicate took comes back right after its answer.
  await expect.poll(() => send(sender, 3, processes[0], key).then((outcomes) => outcomes.at(-1))).toBe("new");
  expect(await send(sender, 4, processes[0], key)).toEqual(["duplicate", "duplicate", "duplicate", expect.objectContaining({ code: "rate_limited" })]);
});

test("a key's own limit holds beside its source's, and takes nothing from it for what it refuses", async () => {
  const sender = await limitedSource({ perSecond: 0.001, burst: 10 });
  const limited = { ...sender, limitedBy: { id: "key_of_this_test", limit: { perSecond: 0.001, burst: 4 } } };
  expect(count(await send(limited, 8), "new")).toBe(4);
  await expect.poll(() => db.pool.query("SELECT extract(epoch FROM empty_at - now()) AS s FROM rate_limits WHERE key = $1", [sender.sourceId]).then(({ rows }) => Math.round(Number(rows[0].s) / 1000))).toBe(4);
  expect(count(await send(sender, 8), "new")).toBe(6);
});

test("a malformed event takes no place", async () => {
  const sender = await limitedSource({ perSecond: 0.001, burst: 1 });
  const bad = { entry: {}, at: "", parsed: parseEvent({}, "", { mayHoldEscapes: false, nowMs: 0, traceparent: null }) };
  expect(isRefusal(bad.parsed)).toBe(true);
  await takeEvents([bad, bad], sender, processes[0] as Gate);
  expect(await send(sender, 1)).toEqual(["new"]);
});
