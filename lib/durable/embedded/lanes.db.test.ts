import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase } from "@/lib/testing/database";
import type { TestDatabase } from "@/lib/testing/database";
import { defineFunction, RetryAfter } from "../contract";
import type { DurableFunction, Lane, TriggerEvent } from "../contract";
import { openEngine, until } from "./testing/engine-under-test";
import type { EngineUnderTest } from "./testing/engine-under-test";

let database: TestDatabase;
let engine: EngineUnderTest;
beforeAll(async () => {
  database = await createTestDatabase();
  engine = openEngine(database.url);
});
afterEach(() => engine.reset());
afterAll(async () => {
  await engine.close();
  await database.drop();
});

const laned = (key: string, lane?: Lane): TriggerEvent => ({ name: "test/send", key, data: key, lane });

function sender(handler: DurableFunction["handler"], retries = 0): DurableFunction {
  return defineFunction({ id: "send", trigger: "test/send", retries, handler });
}

describe("pace and order", () => {
  it("starts each lane's jobs in order and no closer than its period, over two executors that both claim", async () => {
    const fn = sender(async ({ step }) => void (await step.run("send", () => 1)));
    const [executor, other] = await Promise.all([engine.start([fn]), engine.start([fn])]);
    const periodMs = 40;
    for (let i = 0; i < 12; i++) {
      const events = Array.from({ length: 25 }, (_, lane) => laned(`${lane}-${i}`, { key: `lane ${lane}`, periodMs }));
      await (i % 2 ? executor : other).enqueue(events);
    }
    expect((await engine.finished()).every((job) => job.state === 2)).toBe(true);
    const wrong = await engine.pool.query(
      `SELECT * FROM (
        SELECT lane, id, started_at - lag(started_at) OVER w AS gap, id < lag(id) OVER w AS overtaken
        FROM engine.jobs WINDOW w AS (PARTITION BY lane ORDER BY started_at)
      ) g WHERE overtaken OR gap < $1 * interval '1 ms'`,
      [periodMs],
    );
    expect(wrong.rows).toEqual([]);
    const claimed = await engine.pool.query(
      "SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()",
    );
    expect(claimed.rows).toEqual([{ deadlocks: 0 }]);
  });

  it("holds one lane at a time to its runningMax, over two executors", async () => {
    let running = 0;
    let most = 0;
    const fn = sender(async ({ step }) => {
      most = Math.max(most, ++running);
      await step.run("send", () => new Promise<void>((resolve) => setImmediate(resolve)));
      running--;
    });
    const [executor] = await Promise.all([engine.start([fn]), engine.start([fn])]);
    const lane = { key: "one at a time", periodMs: 0, runningMax: 1 };
    await executor.enqueue(Array.from({ length: 40 }, (_, i) => laned(`k${i}`, lane)));
    await engine.finished();
    expect(most).toBe(1);
    const starts = await engine.pool.query<{ id: string }>("SELECT id FROM engine.jobs ORDER BY started_at");
    expect(starts.rows.map((row) => Number(row.id))).toEqual(starts.rows.map((row) => Number(row.id)).toSorted((a, b) => a - b));
  });

  it("runs ordinary jobs while more paced jobs wait than there are slots", async () => {
    const executor = await engine.start([sender(async () => {})], { slots: 4 });
    const lanes = (i: number) => ({ key: `lane ${i % 20}`, periodMs: 3_600_000 });
    await executor.enqueue(Array.from({ length: 2_000 }, (_, i) => laned(`paced ${i}`, lanes(i))));
    await executor.enqueue(Array.from({ length: 50 }, (_, i) => laned(`ordinary ${i}`)));
    await until(async () => (await engine.jobs()).filter((job) => job.state === 2).length === 70);
    const done = (await engine.jobs()).filter((job) => job.state === 2);
    expect(done.filter((job) => job.lane === null)).toHaveLength(50);
  });
});

describe("a laned job that has to come again", () => {
  const lane = { key: "channel", periodMs: 1, runningMax: 1 };

  it("keeps its place at the head after RetryAfter, and the whole lane waits", async () => {
    const starts: { key: string; at: number }[] = [];
    const executor = await engine.start([
      sender(async ({ data, step }) => {
        await step.run("send", () => {
          starts.push({ key: String(data), at: performance.now() });
          if (starts.length === 1) throw new RetryAfter("429", 120, false);
        });
      }),
    ]);
    await executor.enqueue(["a", "b", "c"].map((key) => laned(key, lane)));
    expect((await engine.finished()).map((job) => [job.state, job.failures])).toEqual([[2, 0], [2, 0], [2, 0]]);
    expect(starts.map((start) => start.key)).toEqual(["a", "a", "b", "c"]);
    expect((starts[1]?.at ?? 0) - (starts[0]?.at ?? 0)).toBeGreaterThanOrEqual(119);
  });

  it("rejoins at the tail after an ordinary failure, so the others don't wait for it", async () => {
    const starts: string[] = [];
    const executor = await engine.start([
      sender(async ({ data, step }) => {
        await step.run("send", () => {
          starts.push(String(data));
          if (starts.length === 1) throw new Error("no");
        });
      }, 1),
    ]);
    await executor.enqueue(["a", "b", "c"].map((key) => laned(key, lane)));
    await engine.finished();
    expect(starts).toEqual(["a", "b", "c", "a"]);
  });

  it("goes through its lane again after a sleep", async () => {
    const starts: string[] = [];
    const executor = await engine.start([
      sender(async ({ data, step }) => {
        if (data === "a") await step.sleep("nap", 500);
        await step.run("send", () => void starts.push(String(data)));
      }),
    ]);
    await executor.enqueue(["a", "b"].map((key) => laned(key, lane)));
    expect((await engine.finished()).map((job) => [job.key, job.state, job.claim])).toEqual([["a", 2, 2], ["b", 2, 1]]);
    expect(starts).toEqual(["b", "a"]);
  });
});

describe("the lanes' SQL", () => {
  const me = 4711;
  const register = () => engine.pool.query("INSERT INTO engine.executors VALUES ($1, now() + interval '1 hour')", [me]);
  const claim = "SELECT id FROM engine.claim_laned($1, 10, ARRAY['test/send'])";
  const insert = (state: number, key: string) =>
    engine.pool.query("INSERT INTO engine.jobs (trigger, key, data, state, lane, lane_ms) VALUES ('test/send', $2, '1', $1, 'l', 0)", [state, key]);
  const laneIsActive = async () => (await engine.pool.query("SELECT active FROM engine.lanes WHERE key = 'l'")).rows[0]?.active;

  async function withClient(work: (client: pg.Client) => Promise<void>): Promise<void> {
    const client = new pg.Client({ connectionString: engine.url });
    await client.connect();
    try {
      await work(client);
    } finally {
      await client.end();
    }
  }

  const somebodyWaitsForALock = async () =>
    (await engine.pool.query("SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")).rowCount === 1;

  it("wakes a lane that is being parked by a claim that could not see the job yet", async () => {
    await register();
    await engine.pool.query("INSERT INTO engine.lanes (key) VALUES ('l')");
    await withClient(async (claimer) => {
      await claimer.query("BEGIN");
      expect((await claimer.query(claim, [me])).rowCount).toBe(0);
      await insert(4, "late");
      const admission = engine.pool.query("SELECT engine.admit(10)");
      await until(somebodyWaitsForALock);
      await claimer.query("COMMIT");
      await admission;
    });
    expect(await laneIsActive()).toBe(true);
    expect((await engine.pool.query(claim, [me])).rowCount).toBe(1);
  });

  it("sees a job that was committed while the claim waited for the lane", async () => {
    await register();
    await engine.pool.query("INSERT INTO engine.lanes (key) VALUES ('l')");
    await insert(4, "early");
    await withClient(async (holder) => {
      await holder.query("BEGIN");
      await holder.query("SELECT 1 FROM engine.lanes FOR UPDATE");
      const claimed = engine.pool.query(claim, [me]);
      await until(somebodyWaitsForALock);
      await insert(4, "while waiting");
      await holder.query("COMMIT");
      expect((await claimed).rowCount).toBe(2);
    });
  });

  it("admits a job and wakes its lane together or not at all", async () => {
    await insert(4, "one");
    await withClient(async (client) => {
      await client.query("BEGIN");
      await client.query("SELECT engine.admit(10)");
      await client.query("ROLLBACK");
    });
    expect([(await engine.job("one")).state, await laneIsActive()]).toEqual([4, undefined]);
    await engine.pool.query("SELECT engine.admit(10)");
    expect([(await engine.job("one")).state, await laneIsActive()]).toEqual([5, true]);
  });

  it("claims nothing for an executor that was struck off", async () => {
    await insert(4, "one");
    expect((await engine.pool.query(claim, [me])).rowCount).toBe(0);
    expect((await engine.job("one")).owner).toBeNull();
  });

  it("sweeps up a parked lane with waiting jobs and jobs whose owner is gone", async () => {
    await insert(5, "parked");
    await engine.pool.query("INSERT INTO engine.lanes (key, active) VALUES ('l', false)");
    await engine.pool.query("INSERT INTO engine.jobs (trigger, key, data, state, owner) VALUES ('test/send', 'orphan', '1', 1, 99)");
    expect((await engine.pool.query("SELECT engine.sweep() AS found")).rows).toEqual([{ found: 2 }]);
    expect(await laneIsActive()).toBe(true);
    expect(await engine.job("orphan")).toMatchObject({ state: 0, owner: null });
    expect((await engine.pool.query("SELECT engine.sweep() AS found")).rows).toEqual([{ found: 0 }]);
  });

  it("forgets idle lanes, but none that a job waits in", async () => {
    await insert(5, "waiting");
    await engine.pool.query("INSERT INTO engine.lanes (key, active) VALUES ('l', false), ('idle', false)");
    expect((await engine.pool.query("SELECT engine.forget_lanes('1 hour', 10) AS n")).rows).toEqual([{ n: 1 }]);
    expect(await laneIsActive()).toBe(false);
  });
});
