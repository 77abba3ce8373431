import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase } from "@/lib/testing/database";
import type { TestDatabase } from "@/lib/testing/database";
import { defineFunction } from "../contract";
import type { DurableFunction, Json, TriggerEvent } from "../contract";
import { gate, openEngine, until } from "./testing/engine-under-test";
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

const event = (key: string, more: Partial<TriggerEvent> = {}): TriggerEvent => ({ name: "test/job.requested", key, data: { key }, ...more });

function testFunction(handler: DurableFunction["handler"], more: Partial<DurableFunction> = {}): DurableFunction {
  return defineFunction({ id: "test-job", trigger: "test/job.requested", retries: 0, handler, ...more });
}

describe("running a job", () => {
  it("runs each step once, in order, and records each", async () => {
    const ran: string[] = [];
    const executor = await engine.start([
      testFunction(async ({ step, jobId }) => {
        const a = await step.run("a", () => (ran.push("a"), { id: jobId }));
        await step.run("b", () => ran.push(`b after ${a.id}`));
      }),
    ]);
    const [id] = await executor.enqueue([event("one")]);
    expect(await engine.finished()).toMatchObject([{ id, state: 2, owner: null }]);
    expect(ran).toEqual(["a", `b after ${id}`]);
    expect(await engine.checkpoints(String(id))).toEqual(["a", "b"]);
  });

  it("starts one job a name and key, however often and however concurrently it is enqueued", async () => {
    const ran: Json[] = [];
    const executor = await engine.start([testFunction(async ({ data }) => void ran.push(data))]);
    const ids = await Promise.all([executor.enqueue([event("k"), event("k")]), executor.enqueue([event("k")])]);
    expect(ids.flat().filter((id) => id !== null)).toHaveLength(1);
    await engine.finished();
    expect(await executor.enqueue([event("k")])).toEqual([null]);
    expect(ran).toEqual([{ key: "k" }]);
  });

  it("writes no checkpoint for an idempotent step and repeats it at every replay", async () => {
    let calls = 0;
    const executor = await engine.start([
      testFunction(async ({ step }) => {
        await step.run("own-record", () => void calls++, { idempotent: true });
        await step.sleep("nap", 500);
      }),
    ]);
    const [id] = await executor.enqueue([event("one")]);
    await engine.finished();
    expect(calls).toBe(2);
    expect(await engine.checkpoints(String(id))).toEqual(["nap"]);
  });

  it("fails with the id's name when a function uses a step id twice", async () => {
    const executor = await engine.start([
      testFunction(
        async ({ step }) => {
          await step.run("same", () => 1);
          await step.run("same", () => 2);
        },
        { retries: 5 },
      ),
    ]);
    await executor.enqueue([event("one")]);
    expect(await engine.finished()).toMatchObject([
      { state: 3, error: { name: "NonRetriable", message: expect.stringContaining('step id "same" is used twice') } },
    ]);
  });

  it("runs no more handlers at once than it has slots", async () => {
    let running = 0;
    let most = 0;
    const executor = await engine.start(
      [
        testFunction(async ({ step }) => {
          most = Math.max(most, ++running);
          await step.run("work", () => new Promise<void>((resolve) => setImmediate(resolve)));
          running--;
        }),
      ],
      { slots: 3 },
    );
    await executor.enqueue(Array.from({ length: 30 }, (_, i) => event(`k${i}`)));
    await engine.finished();
    expect(most).toBe(3);
  });

  it("leaves a job it has no function for to others", async () => {
    const executor = await engine.start([testFunction(async () => {})]);
    await executor.enqueue([event("other", { name: "other/job.requested" }), event("own")]);
    await until(async () => (await engine.job("own")).state === 2);
    expect(await engine.job("other")).toMatchObject({ state: 0, claim: 0 });
  });
});

describe("sleeping", () => {
  it("holds no slot, is not over early, and does not run earlier steps again", async () => {
    const ran: string[] = [];
    const executor = await engine.start(
      [
        testFunction(async ({ step, data }) => {
          await step.run("before", () => void ran.push(`before ${JSON.stringify(data)}`));
          if (JSON.stringify(data).includes("long")) await step.sleepUntil("night", new Date(Date.now() + 3_600_000));
          await step.sleep("nap", 80);
          await step.run("after", () => void ran.push(`after ${JSON.stringify(data)}`));
        }),
      ],
      { slots: 1 },
    );
    await executor.enqueue([event("long"), event("short")]);
    await until(async () => (await engine.job("short")).state === 2);
    expect(ran).toEqual(['before {"key":"long"}', 'before {"key":"short"}', 'after {"key":"short"}']);
    expect(await engine.job("long")).toMatchObject({ state: 0, owner: null });
    const slept = await engine.pool.query<{ ms: number }>(
      `SELECT extract(epoch FROM done_at - created_at) * 1000 AS ms FROM engine.jobs WHERE key = 'short'`,
    );
    expect(Number(slept.rows[0]?.ms)).toBeGreaterThanOrEqual(80);
  });

  it("starts nothing before its dueAt", async () => {
    const executor = await engine.start([testFunction(async () => {})]);
    const dueAt = new Date(Date.now() + 120);
    await executor.enqueue([event("later", { dueAt }), event("laned", { dueAt, lane: { key: "l", periodMs: 0 } })]);
    const jobs = await engine.finished();
    for (const job of jobs) expect(job.started_ms).toBeGreaterThanOrEqual(dueAt.getTime());
  });
});

describe("sendEvent", () => {
  it("starts other functions once, however often the sender is replayed", async () => {
    const received: Json[] = [];
    const executor = await engine.start([
      testFunction(async ({ step }) => {
        await step.sendEvent("tell", [
          { name: "test/told", key: "a", data: 1 },
          { name: "test/told", key: "b", data: 2 },
        ]);
        await step.sleep("nap", 10);
      }),
      defineFunction({ id: "told", trigger: "test/told", retries: 0, handler: async ({ data }) => void received.push(data) }),
    ]);
    await executor.enqueue([event("sender")]);
    expect((await engine.finished()).map((job) => [job.trigger, job.state])).toEqual([
      ["test/job.requested", 2], ["test/told", 2], ["test/told", 2],
    ]);
    expect(received.toSorted()).toEqual([1, 2]);
  });
});

describe("concurrency", () => {
  it("runs no more jobs of one key at once than the function allows, over two executors, and all of them", async () => {
    const running = new Map<string, number>();
    const most = new Map<string, number>();
    const fn = testFunction(
      async ({ data, step }) => {
        const key = JSON.stringify(data);
        running.set(key, (running.get(key) ?? 0) + 1);
        most.set(key, Math.max(most.get(key) ?? 0, running.get(key) ?? 0));
        await step.run("work", () => new Promise<void>((resolve) => setImmediate(resolve)));
        running.set(key, (running.get(key) ?? 0) - 1);
      },
      { concurrency: { keyPath: "tenant.id", limit: 2 } },
    );
    const [executor] = await Promise.all([engine.start([fn]), engine.start([fn])]);
    await executor.enqueue(
      Array.from({ length: 40 }, (_, i) => event(`k${i}`, { data: { tenant: { id: `t${i % 2}` } } })),
    );
    expect((await engine.finished()).every((job) => job.state === 2)).toBe(true);
    expect([...most.values()]).toEqual([2, 2]);
  });
});

describe("stopping", () => {
  it("lets handlers finish within the drain time", async () => {
    const held = gate();
    const started = gate();
    const executor = await engine.start([
      testFunction(async ({ step }) => {
        started.open();
        await held.opened;
        await step.run("last", () => 1);
      }),
    ]);
    await executor.enqueue([event("one")]);
    await started.opened;
    const stopping = executor.stop({ drainMs: 20_000 });
    held.open();
    await stopping;
    expect(await engine.job("one")).toMatchObject({ state: 2 });
    expect(executor.isReady()).toBe(false);
  });

  it("hands the rest back so that a peer continues where it was, and strikes itself off", async () => {
    const started = gate();
    const ran: string[] = [];
    const hang = () => new Promise<void>(() => started.open());
    const handlers = (name: string, last: () => Promise<void> | void) =>
      testFunction(async ({ step }) => {
        await step.run("first", () => void ran.push(`first on ${name}`));
        await step.run("last", last);
      });
    const leaving = await engine.start([handlers("leaving", hang)]);
    await leaving.enqueue([event("one"), event("laned", { lane: { key: "l", periodMs: 10 } })]);
    await started.opened;
    await until(() => leaving.stats().running === 2);
    const staying = await engine.start([handlers("staying", () => void ran.push("last on staying"))]);
    await leaving.stop({ drainMs: 0 });
    expect((await engine.finished()).map((job) => job.state)).toEqual([2, 2]);
    expect(ran.filter((line) => line === "first on leaving")).toHaveLength(2);
    expect(ran.filter((line) => line === "last on staying")).toHaveLength(2);
    expect(staying.isReady()).toBe(true);
    const left = await engine.pool.query("SELECT id FROM engine.executors");
    expect(left.rowCount).toBe(1);
  });
});
