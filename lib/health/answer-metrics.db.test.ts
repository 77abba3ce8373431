import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { closeDatabase, openDatabase, type Database } from "@/lib/db";
import { setCurrentEngine } from "@/lib/engine";
import { closeLiveGate, liveGate, liveGateCounts } from "@/lib/ingest/live-gate";
import { newId, timeOfId } from "@/lib/ids";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { answerMetrics } from "./answer-metrics";
import { countDeliveries, countFinishedRuns } from "./work-metrics";

type Holder = { ingestlayerDatabase?: Database | undefined };

let testDatabase: TestDatabase;
let db: Database;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  db = openDatabase(testDatabase.url, 4);
  (globalThis as Holder).ingestlayerDatabase = db;
});
afterAll(async () => {
  await closeLiveGate();
  setCurrentEngine(undefined);
  await closeDatabase(db);
  await testDatabase.drop();
});

/** The value of one line of the exposition: undefined where there is no such line. */
async function metric(line: string): Promise<number | undefined> {
  const body = (await answerMetrics("/metrics"))?.body ?? "";
  const found = body.split("\n").find((text) => text.startsWith(`${line} `));
  return found === undefined ? undefined : Number(found.slice(line.length + 1));
}

test("only /metrics is answered, as Prometheus text with the process's own metrics", async () => {
  expect(await answerMetrics("/metric")).toBeNull();
  const answer = await answerMetrics("/metrics");
  expect(answer?.status).toBe(200);
  expect(answer?.headers["content-type"]).toContain("version=0.0.4");
  expect(await metric("process_resident_memory_bytes")).toBeGreaterThan(1_000_000);
});

test("the gate's counts are shown without opening a gate, and not added up twice", async () => {
  expect(await metric("ingestlayer_events_accepted_total")).toBe(0);
  expect(liveGateCounts()).toBeNull();
  Object.assign(liveGate().counts, { accepted: 7, duplicates: 2, unauthenticated: 3, rejected: { malformed: 4 } });
  await metric("ingestlayer_events_accepted_total");
  expect(await metric("ingestlayer_events_accepted_total")).toBe(7);
  expect(await metric("ingestlayer_events_duplicate_total")).toBe(2);
  expect(await metric("ingestlayer_requests_unauthenticated_total")).toBe(3);
  expect(await metric('ingestlayer_events_rejected_total{reason="malformed"}')).toBe(4);
});

test("runs and deliveries are counted by outcome and kind, and deliveries timed from the event on", async () => {
  countFinishedRuns([{ kind: null, status: "succeeded", n: 3 }, { kind: "webhook", status: "skipped", n: 2 }]);
  const event_id = newId("event");
  const clock = vi.spyOn(Date, "now").mockReturnValue(timeOfId(event_id) + 3_000);
  countDeliveries([{ kind: "slack", status: "delivered", event_id }, { kind: "slack", status: "pending", event_id }]);
  clock.mockRestore();
  expect(await metric('ingestlayer_runs_total{outcome="succeeded"}')).toBe(3);
  expect(await metric('ingestlayer_deliveries_total{kind="webhook",outcome="skipped"}')).toBe(2);
  expect(await metric('ingestlayer_deliveries_total{kind="slack",outcome="delivered"}')).toBe(1);
  expect(await metric('ingestlayer_deliveries_total{kind="slack",outcome="rate_limited"}')).toBe(1);
  expect(await metric('ingestlayer_delivery_seconds_bucket{le="2.5",kind="slack"}')).toBe(0);
  expect(await metric('ingestlayer_delivery_seconds_count{kind="slack"}')).toBe(1);
  expect(await metric('ingestlayer_delivery_seconds_sum{kind="slack"}')).toBeGreaterThanOrEqual(3);
});

test("the engine's slots are shown where it runs in this process", async () => {
  expect(await metric("ingestlayer_engine_slots")).toBeUndefined();
  const stats = () => ({ slots: 256, running: 5, done: 9, failed: 1, retried: 2 });
  setCurrentEngine({ wake() {}, isReady: () => true, stop: async () => {}, stats });
  expect(await metric("ingestlayer_engine_slots")).toBe(256);
  expect(await metric("ingestlayer_engine_running")).toBe(5);
  expect(await metric('ingestlayer_engine_jobs_total{outcome="failed"}')).toBe(1);
});

test("what waits is shown by depth and age, lanes apart; done, delayed and running jobs do not count", async () => {
  await db.pool.query(`
    INSERT INTO engine.jobs (trigger, key, data, state, due, lane, created_at)
    SELECT 'deliver', n::text, '{}', CASE WHEN n <= 3 THEN 5 ELSE 4 END, now() - interval '60 s', CASE WHEN n <= 4 THEN 'a' ELSE 'b' END, now() - interval '60 s'
    FROM generate_series(1, 5) n`);
  await db.pool.query(`
    INSERT INTO engine.jobs (trigger, key, data, state, due, lane) VALUES
    ('run', '1', '{}', 0, now() - interval '5 s', NULL), ('run', '2', '{}', 0, now() + interval '1 h', NULL),
    ('run', '3', '{}', 2, now(), NULL), ('deliver', '9', '{}', 6, now() + interval '1 h', 'a'), ('deliver', '10', '{}', 1, now(), 'a')`);
  expect(await metric('ingestlayer_queue_depth{trigger="deliver"}')).toBe(5);
  expect(await metric('ingestlayer_lane_depth{trigger="deliver"}')).toBe(4);
  expect(await metric('ingestlayer_lane_age_seconds{trigger="deliver"}')).toBeGreaterThanOrEqual(60);
  expect(await metric('ingestlayer_queue_depth{trigger="run"}')).toBe(1);
  expect(await metric('ingestlayer_queue_age_seconds{trigger="run"}')).toBeGreaterThanOrEqual(5);
  expect(await metric('ingestlayer_lane_depth{trigger="run"}')).toBeUndefined();
  await db.pool.query("DELETE FROM engine.jobs");
  expect(await metric('ingestlayer_queue_depth{trigger="deliver"}')).toBeUndefined();
});

test("a database that is away costs the queues alone", async () => {
  (globalThis as Holder).ingestlayerDatabase = openDatabase("postgresql://nobody@127.0.0.1:1/none", 1);
  try {
    expect(await metric("ingestlayer_events_accepted_total")).toBe(7);
    expect(await metric('ingestlayer_queue_depth{trigger="run"}')).toBeUndefined();
  } finally {
    (globalThis as Holder).ingestlayerDatabase = db;
  }
});
