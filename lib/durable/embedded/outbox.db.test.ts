import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase } from "@/lib/testing/database";
import type { TestDatabase } from "@/lib/testing/database";
import { defineFunction } from "../contract";
import { enqueueJobsSql } from "./enqueue-sql";
import { createWaker, wakeChannel } from "./notifications";
import { openEngine, until } from "./testing/engine-under-test";
import type { EngineUnderTest } from "./testing/engine-under-test";
import { cleanUp } from "./upkeep";

let database: TestDatabase;
let engine: EngineUnderTest;
beforeAll(async () => {
  database = await createTestDatabase();
  engine = openEngine(database.url);
  await engine.pool.query("CREATE TABLE orders (id text PRIMARY KEY)");
});
afterEach(async () => {
  await engine.reset();
  await engine.pool.query("TRUNCATE orders");
});
afterAll(async () => {
  await engine.close();
  await database.drop();
});

const fn = defineFunction({ id: "order", trigger: "order/placed", retries: 0, handler: async () => {} });

const placeOrders = `WITH placed AS (
    INSERT INTO orders SELECT unnest($1::text[]) ON CONFLICT DO NOTHING RETURNING id
  ), job AS (
    SELECT 'order/placed' AS trigger, id AS key, to_jsonb(id) AS data, NULL::timestamptz AS due,
      NULL::text AS lane, NULL::int AS lane_ms, NULL::int AS lane_max, id AS ord FROM placed
  ) ${enqueueJobsSql("job")}`;

describe("enqueueJobsSql", () => {
  it("writes product rows and their jobs in one statement, in the order of ord", async () => {
    const executor = await engine.start([fn]);
    const placed = await engine.pool.query<{ key: string }>(placeOrders, [["c", "a", "b"]]);
    expect(placed.rows.map((row) => row.key)).toEqual(["a", "b", "c"]);
    expect((await engine.pool.query(placeOrders, [["a", "d"]])).rows).toMatchObject([{ trigger: "order/placed", key: "d" }]);
    executor.wake();
    expect((await engine.finished()).map((job) => job.key)).toEqual(["a", "b", "c", "d"]);
  });

  it("starts nothing of a transaction that is rolled back", async () => {
    const executor = await engine.start([fn]);
    const client = new pg.Client({ connectionString: engine.url });
    await client.connect();
    await client.query("BEGIN");
    await client.query(placeOrders, [["a"]]);
    executor.wake();
    await client.query("ROLLBACK");
    await client.end();
    await executor.enqueue([{ name: "order/placed", key: "b", data: null }]);
    expect((await engine.finished()).map((job) => job.key)).toEqual(["b"]);
  });

  it("accepts only the name of a CTE", () => {
    expect(() => enqueueJobsSql("job; DROP TABLE x")).toThrow("source must be the name of a CTE");
  });
});

describe("waking", () => {
  it("sends one NOTIFY for any number of calls at once", async () => {
    const client = new pg.Client({ connectionString: engine.url });
    await client.connect();
    const received: string[] = [];
    client.on("notification", (message) => received.push(message.payload ?? ""));
    await client.query(`LISTEN ${wakeChannel}`);
    const waker = createWaker(engine.pool, { payload: () => "me" });
    for (let i = 0; i < 1_000; i++) waker.wake();
    await until(() => received.length > 0);
    await waker.stop();
    await client.query(`NOTIFY ${wakeChannel}, 'end'`);
    await until(() => received.includes("end"));
    expect(received).toEqual(["me", "end"]);
    await client.end();
  });

  it("reaches an executor of another process before its poll", async () => {
    await engine.start([fn]);
    const waker = createWaker(engine.pool);
    await engine.pool.query(placeOrders, [["a"]]);
    waker.wake();
    await engine.finished();
    await waker.stop();
  });
});

describe("cleanUp", () => {
  it("removes finished jobs past their retention with their checkpoints, in batches, and nothing else", async () => {
    await engine.pool.query(`
      INSERT INTO engine.jobs (trigger, key, data, state, done_at)
        SELECT 'x', 'old ' || i, '1', 2 + i % 2, now() - interval '2 hours' FROM generate_series(1, 4100) i;
      INSERT INTO engine.jobs (trigger, key, data, state, done_at) VALUES ('x', 'recent', '1', 2, now());
      INSERT INTO engine.jobs (trigger, key, data, state, due) VALUES ('x', 'asleep', '1', 0, now() + interval '1 day');
      INSERT INTO engine.checkpoints SELECT id, 'a', '1' FROM engine.jobs`);
    await cleanUp(engine.pool, 3_600_000);
    expect((await engine.jobs()).map((job) => job.key)).toEqual(["recent", "asleep"]);
    expect((await engine.pool.query("SELECT 1 FROM engine.checkpoints")).rowCount).toBe(2);
  });
});
