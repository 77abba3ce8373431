import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase } from "@/lib/testing/database";
import type { TestDatabase } from "@/lib/testing/database";
import { UpstreamError, UserError } from "../../errors";
import { defineFunction, NonRetriable, RetryAfter } from "../contract";
import type { DurableFunction, TriggerEvent } from "../contract";
import { gate, openEngine } from "./testing/engine-under-test";
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

describe("failures", () => {
  it("counts failures a step, tells the handler, and does not run earlier steps again", async () => {
    const log: string[] = [];
    const failTwice = new Map([["a", 2], ["b", 2]]);
    const executor = await engine.start([
      testFunction(
        async ({ step, attempt }) => {
          for (const id of ["a", "b"]) {
            await step.run(id, () => {
              const left = failTwice.get(id) ?? 0;
              failTwice.set(id, left - 1);
              if (left > 0) throw new Error(`no ${id}`);
              log.push(`${id} after ${attempt}`);
            });
          }
        },
        { retries: 2 },
      ),
    ]);
    await executor.enqueue([event("one")]);
    expect(await engine.finished()).toMatchObject([{ state: 2 }]);
    expect(log).toEqual(["a after 2", "b after 2"]);
  });

  it("gives up after the retries and runs onFailure once, with the data and the error", async () => {
    let tries = 0;
    const failures: unknown[] = [];
    const executor = await engine.start([
      testFunction(
        async ({ step }) => {
          await step.run("a", () => {
            tries++;
            throw new TypeError("still no");
          });
        },
        { retries: 3, onFailure: async (input) => void failures.push(input) },
      ),
    ]);
    const [id] = await executor.enqueue([event("one")]);
    expect(await engine.finished()).toMatchObject([{ state: 3, error: { name: "TypeError", message: "still no" } }]);
    expect(tries).toBe(4);
    expect(failures).toEqual([{ data: { key: "one" }, error: { name: "TypeError", message: "still no" }, jobId: id }]);
  });

  it.each([
    ["NonRetriable", new NonRetriable("no use")],
    ["UserError", new UserError("invalid_request", "no use")],
  ])("does not try again after a %s", async (_, error) => {
    let tries = 0;
    const executor = await engine.start([
      testFunction(
        async ({ step }) => {
          await step.run("a", () => {
            tries++;
            throw error;
          });
        },
        { retries: 5 },
      ),
    ]);
    await executor.enqueue([event("one")]);
    expect(await engine.finished()).toMatchObject([{ state: 3, error: { message: "no use" } }]);
    expect(tries).toBe(1);
  });

  it("counts a throw outside of the steps, too", async () => {
    let passes = 0;
    const executor = await engine.start([
      testFunction(
        async () => {
          passes++;
          throw new Error("no");
        },
        { retries: 1 },
      ),
    ]);
    await executor.enqueue([event("one")]);
    await engine.finished();
    expect(passes).toBe(2);
  });

  it("adds up the failures of one step although a parallel one fails, too", async () => {
    let tries = 0;
    const fail = () => {
      tries++;
      throw new Error("no");
    };
    const executor = await engine.start([
      testFunction(async ({ step }) => void (await Promise.all([step.run("a", fail), step.run("b", fail)])), { retries: 2 }),
    ]);
    await executor.enqueue([event("one")]);
    expect(await engine.finished()).toMatchObject([{ state: 3 }]);
    expect(tries).toBe(6);
  });

  it("tries onFailure again when it throws", async () => {
    let calls = 0;
    const executor = await engine.start([
      testFunction(() => Promise.reject(new Error("no")), {
        onFailure: async () => {
          if (++calls < 3) throw new Error("not yet");
        },
      }),
    ]);
    await executor.enqueue([event("one")]);
    expect(await engine.finished()).toMatchObject([{ state: 3, error: { message: "no" } }]);
    expect(calls).toBe(3);
  });

  it("waits as long as RetryAfter or UpstreamError ask, and burns no retry for a RetryAfter that does not count", async () => {
    const errors = [new RetryAfter("wait", 60, false), new RetryAfter("wait", 60, false), new UpstreamError("wait", 60)];
    const starts: number[] = [];
    const executor = await engine.start([
      testFunction(
        async ({ step }) => {
          await step.run("send", () => {
            starts.push(performance.now());
            const error = errors.shift();
            if (error) throw error;
          });
        },
        { retries: 1 },
      ),
    ]);
    await executor.enqueue([event("one")]);
    expect(await engine.finished()).toMatchObject([{ state: 2 }]);
    const gaps = starts.slice(1).map((at, i) => at - (starts[i] ?? 0));
    expect(gaps).toHaveLength(3);
    expect(gaps.every((gap) => gap >= 59)).toBe(true);
  });
});

describe("values that cannot be stored", () => {
  it("fails the job naming the step, without trying the effect again, and leaves other jobs alone", async () => {
    let effects = 0;
    const executor = await engine.start([
      testFunction(
        async ({ step, data }) => {
          await step.run("effect", () => {
            effects++;
            return JSON.stringify(data).includes("bad") ? "nul \u0000" : "good";
          });
        },
        { retries: 3 },
      ),
    ]);
    await executor.enqueue([event("k1"), event("bad"), event("k2")]);
    expect((await engine.finished()).map((job) => job.state)).toEqual([2, 3, 2]);
    expect(effects).toBe(3);
    expect((await engine.job("bad")).error?.message).toContain('what step "effect" returned does not survive JSON');
  });

  it("refuses a bad event alone: those enqueued in the same tick are stored", async () => {
    const executor = await engine.start([testFunction(async () => {})]);
    const outcomes = await Promise.allSettled([
      executor.enqueue([event("good")]),
      executor.enqueue([event("bad", { data: { text: "\u0000" } })]),
      executor.enqueue([event("bad lane", { lane: { key: "l", periodMs: -1 } })]),
      executor.enqueue([event("half"), event("bad \u0000")]),
    ]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(["fulfilled", "rejected", "rejected", "rejected"]);
    expect(outcomes[2]).toMatchObject({ reason: { message: "event test/job.requested, lane.periodMs: expected whole milliseconds, 0 or more" } });
    expect((await engine.finished()).map((job) => job.key)).toEqual(["good"]);
  });

  it("fails only the write the database refuses, not the ones committed with it", async () => {
    await engine.pool.query(`ALTER TABLE engine.checkpoints ADD CONSTRAINT refused CHECK (result <> '"refused"')`);
    try {
      const both = gate();
      let waiting = 0;
      const executor = await engine.start([
        testFunction(async ({ step, data }) => {
          await step.run("same-batch", async () => {
            if (++waiting === 20) both.open();
            await both.opened;
            return JSON.stringify(data).includes('"k7"') ? "refused" : "fine";
          });
        }),
      ]);
      await executor.enqueue(Array.from({ length: 20 }, (_, i) => event(`k${i}`)));
      const failed = (await engine.finished()).filter((job) => job.state === 3);
      expect(failed.map((job) => job.key)).toEqual(["k7"]);
      expect(failed[0]?.error?.message).toContain('the result of step "same-batch" cannot be stored');
    } finally {
      await engine.pool.query("ALTER TABLE engine.checkpoints DROP CONSTRAINT refused");
    }
  });
});
