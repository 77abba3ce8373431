import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { closeDatabase, openDatabase, type Database } from "@/lib/db";
import { newId } from "@/lib/ids";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { firstIdAt } from "./delete-old-history";
import { startHousekeeping, type Housekeeping, type HousekeepingTask } from "./start-housekeeping";

const dayMs = 86_400_000;

let testDatabase: TestDatabase;
let db: Database;
let started: Housekeeping[] = [];
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  db = openDatabase(testDatabase.url, 6);
});
afterEach(async () => {
  await Promise.all(started.map((housekeeping) => housekeeping.stop()));
  started = [];
  await db.pool.query("TRUNCATE events, runs, run_steps, deliveries, attempts, rejections, idempotency_keys, cache_entries, send_gates, setup_tokens, sign_in_limits, rate_limits, step_places, digests");
});
afterAll(async () => {
  await closeDatabase(db);
  await testDatabase.drop();
});

function start(tasks: HousekeepingTask[] = [], everyMs = 10): Housekeeping {
  const housekeeping = startHousekeeping({ pool: db.pool, retentionDays: 30, everyMs, tasks });
  started.push(housekeeping);
  return housekeeping;
}

async function ids(table: string, column = "id"): Promise<string[]> {
  const { rows } = await db.pool.query<{ id: string }>(`SELECT ${column} AS id FROM ${table} ORDER BY 1`);
  return rows.map((row) => row.id);
}

/** Everything of one event, the way a run leaves it. `age` makes the id's time. */
async function addEvent(name: string, ageDays: number, delivery: string | null, run = "succeeded"): Promise<string> {
  const event = `${firstIdAt("event", Date.now() - ageDays * dayMs)}${name.padEnd(16, "0")}`;
  const at = new Date(Date.now() - ageDays * dayMs);
  await db.pool.query("INSERT INTO events (id, organization_id, source_id, type, payload, occurred_at, received_at) VALUES ($1, 'org', 'src', 't', '{}', $2, $2)", [event, at]);
  await db.pool.query("INSERT INTO runs (id, organization_id, event_id, pipeline_id, pipeline_version_id, status) VALUES ($1, 'org', $2, 'pl', 'plv', $3)", [`run_${name}`, event, run]);
  await db.pool.query(
    "INSERT INTO run_steps (run_id, organization_id, step_ids, statuses, durations_ms, details) VALUES ($1, 'org', '{s}', '{succeeded}', '{1}', '[{}]')",
    [`run_${name}`],
  );
  if (delivery === null) return event;
  await db.pool.query(
    `INSERT INTO deliveries (id, organization_id, run_id, event_id, pipeline_id, destination_id, kind, connection_id, target, status)
     VALUES ($1, 'org', $2, $3, 'pl', 'dst', 'slack', 'con', '{}', $4)`,
    [`dlv_${name}`, `run_${name}`, event, delivery],
  );
  await db.pool.query("INSERT INTO attempts (delivery_id, number, organization_id, status) VALUES ($1, 1, 'org', 'delivered')", [`dlv_${name}`]);
  return event;
}

test("an event past its retention goes with all that became of it; a younger one stays whole", async () => {
  await addEvent("OLD", 31, "delivered");
  await addEvent("DEAD", 40, "dead");
  await addEvent("BARE", 45, null, "filtered");
  const young = await addEvent("YOUNG", 29, "delivered");
  start();
  await expect.poll(() => ids("events")).toEqual([young]);
  expect(await ids("runs")).toEqual(["run_YOUNG"]);
  expect(await ids("run_steps", "run_id")).toEqual(["run_YOUNG"]);
  expect(await ids("deliveries")).toEqual(["dlv_YOUNG"]);
  expect(await ids("attempts", "delivery_id")).toEqual(["dlv_YOUNG"]);
});

test("a digest goes with the delivery that carried it, and the younger ones of it stand alone", async () => {
  await addEvent("CARRY", 31, "dead");
  await addEvent("YOUNG", 29, "dead");
  await addEvent("OTHER", 29, "dead");
  await db.pool.query("UPDATE deliveries SET carried_by = CASE id WHEN 'dlv_OTHER' THEN id ELSE 'dlv_CARRY' END");
  await db.pool.query("INSERT INTO digests (carrier_id, organization_id, pipeline_id, destination_id, key, names, closes_at, closed_at) SELECT id, 'org', 'pl', 'dst', id, '{}', now(), now() FROM deliveries WHERE carried_by = id");
  start();
  await expect.poll(() => ids("digests", "carrier_id")).toEqual(["dlv_OTHER"]);
  expect((await db.pool.query("SELECT id, carried_by FROM deliveries ORDER BY id")).rows).toEqual([{ id: "dlv_OTHER", carried_by: "dlv_OTHER" }, { id: "dlv_YOUNG", carried_by: null }]);
});

test("an old event that is still to be delivered, held for a person or running keeps everything", async () => {
  const kept = await Promise.all([addEvent("PEND", 90, "pending"), addEvent("RETRY", 90, "retrying"), addEvent("HELD", 90, "held"), addEvent("RUN", 90, null, "waiting")]);
  await addEvent("GONE", 90, "skipped");
  start();
  await expect.poll(() => ids("events")).toEqual(kept.toSorted());
  expect(await ids("deliveries")).toEqual(["dlv_HELD", "dlv_PEND", "dlv_RETRY"]);
  expect(await ids("attempts", "delivery_id")).toHaveLength(3);
  expect(await ids("run_steps", "run_id")).toHaveLength(4);
});

test("more old events than a batch holds all go, also behind a batch of events that must stay", async () => {
  const at = (days: number) => firstIdAt("event", Date.now() - days * dayMs);
  const insert = "INSERT INTO events (id, organization_id, source_id, type, payload, occurred_at) SELECT $1 || lpad(n::text, 16, '0'), 'org', 'src', 't', '{}', now() FROM generate_series(1, $2) n";
  await db.pool.query(insert, [at(60), 1_200]);
  await db.pool.query("INSERT INTO runs (id, organization_id, event_id, pipeline_id, pipeline_version_id) SELECT id, 'org', id, 'pl', 'plv' FROM events");
  await db.pool.query(insert, [at(50), 2_500]);
  start();
  await expect.poll(async () => (await ids("events")).length).toBe(1_200);
});

test("rejections past the retention go", async () => {
  const now = Date.now();
  const id = (days: number) => `${firstIdAt("rejection", now - days * dayMs)}${"0".repeat(16)}`;
  await db.pool.query("INSERT INTO rejections (id, organization_id, source_id, reason, message) SELECT unnest($1::text[]), 'org', 'src', 'malformed', 'm'", [[id(31), id(29), id(400)]]);
  start();
  await expect.poll(() => ids("rejections")).toEqual([id(29)]);
});

test("expired keys, cached answers and paces nobody uses go, in as many batches as it takes", async () => {
  await db.pool.query("INSERT INTO idempotency_keys SELECT 'src', n::text, 'evt', now() - interval '1 s' FROM generate_series(1, 2100) n");
  await db.pool.query("INSERT INTO idempotency_keys VALUES ('src', 'live', 'evt', now() + interval '1 h')");
  await db.pool.query("INSERT INTO setup_tokens (token_hash, expires_at) VALUES ('old', now()), ('live', now() + interval '1 h')");
  await db.pool.query("INSERT INTO sign_in_limits (key, empty_at) VALUES ('old', now()), ('live', now() + interval '1 h')");
  await db.pool.query("INSERT INTO rate_limits (key, empty_at) VALUES ('old', now()), ('live', now() + interval '1 h')");
  await db.pool.query("INSERT INTO cache_entries (organization_id, key, expires_at) VALUES ('org', 'old', now()), ('org', 'live', now() + interval '1 h')");
  await db.pool.query("INSERT INTO send_gates VALUES ('old', now() - interval '2 days'), ('live', now() - interval '2 h')");
  start();
  await expect.poll(() => Promise.all([ids("idempotency_keys", "key"), ids("cache_entries", "key"), ids("send_gates", "key"), ids("setup_tokens", "token_hash"), ids("sign_in_limits", "key"), ids("rate_limits", "key")])).toEqual(Array(6).fill(["live"]));
});

test("a place in a window goes when it is over, but not before the run that took it is", async () => {
  await addEvent("DONE", 1, null, "succeeded");
  await addEvent("OPEN", 1, null, "waiting");
  await db.pool.query("UPDATE runs SET finished_at = now() WHERE id = 'run_DONE'");
  const place = (run: string, ends: string) => db.pool.query(
    "INSERT INTO step_places (organization_id, scope, key, ticket, holder, at, expires_at) VALUES ('org', 'pl/s', 'k', $1, 'evt', now() - interval '2 h', now() + $2::interval)",
    [`${run}/s`, ends],
  );
  await Promise.all([place("run_DONE", "-1 s"), place("run_GONE", "-1 s"), place("run_OPEN", "-1 s"), place("run_LIVE", "1 h")]);
  start();
  await expect.poll(() => ids("step_places", "ticket")).toEqual(["run_LIVE/s", "run_OPEN/s"]);
  await db.pool.query("UPDATE runs SET finished_at = now() WHERE id = 'run_OPEN'");
  await expect.poll(() => ids("step_places", "ticket")).toEqual(["run_LIVE/s"]);
});

test("a task runs again and again, in one process at a time, and a failure does not end it", async () => {
  let atOnce = 0;
  let most = 0;
  let runs = 0;
  const task: HousekeepingTask = {
    name: "counted",
    everyMs: 1,
    async run() {
      most = Math.max(most, ++atOnce);
      await db.pool.query("SELECT pg_sleep(0.005)");
      atOnce--;
      if (++runs % 3 === 0) throw new Error("once more");
    },
  };
  start([task], 60_000);
  start([task], 60_000);
  await expect.poll(() => runs, { timeout: 10_000 }).toBeGreaterThan(10);
  expect(most).toBe(1);
});

test("stopping waits for what is in progress and begins nothing more", async () => {
  let release = () => {};
  const gate = new Promise<void>((resolve) => (release = resolve));
  let begun = 0;
  let ended = 0;
  const housekeeping = start([{ name: "slow", everyMs: 1, run: async () => (begun++, await gate, ended++) }], 60_000);
  await expect.poll(() => begun).toBe(1);
  const stopped = housekeeping.stop();
  release();
  await stopped;
  expect([begun, ended]).toEqual([1, 1]);
  expect((await db.pool.query("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND classid = 7708")).rows).toEqual([]);
});

test("the bound by time stands before the ids of its millisecond and behind those of the one before", () => {
  const ms = Date.now() + dayMs;
  const id = newId("event", ms);
  expect(id >= firstIdAt("event", ms)).toBe(true);
  expect(id < firstIdAt("event", ms + 1)).toBe(true);
});
