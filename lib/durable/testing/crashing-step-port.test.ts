import { describe, expect, it } from "vitest";
import { NonRetriable, RetryAfter } from "../contract";
import type { HandlerInput, Json } from "../contract";
import { runWithCrashes } from "./crashing-step-port";

describe("runWithCrashes", () => {
  const threeEffects = (effects: string[]) => async ({ step }: HandlerInput<Json>) => {
    const a = await step.run("a", () => effects.push("a"));
    await step.sendEvent("notify", [{ name: "x/y.z", key: "k", data: a }]);
    await step.sleep("pause", 1_000);
    const b = await step.run("b", () => effects.push("b"));
    return a + b;
  };

  it("dies after every step and performs each effect once", async () => {
    const effects: string[] = [];
    const run = await runWithCrashes(threeEffects(effects), null);
    expect(effects).toEqual(["a", "b"]);
    expect(run).toMatchObject({ result: 3, crashes: 4, sent: [{ key: "k", data: 1 }], waits: [{ id: "pause" }] });
  });

  it("repeats a step's effect once when the record of it is lost, and events not at all", async () => {
    const effects: string[] = [];
    const run = await runWithCrashes(threeEffects(effects), null, { crashAt: "before-commit" });
    expect(effects).toEqual(["a", "a", "b", "b"]);
    expect(run.sent).toHaveLength(1);
  });

  it("repeats an idempotent step at every replay, since it keeps its own record", async () => {
    let calls = 0;
    await runWithCrashes(async ({ step }) => {
      await step.run("record", () => void calls++, { idempotent: true });
      await step.run("after", () => 1);
    }, null);
    expect(calls).toBe(3);
  });

  it("does not let a handler see its process die", async () => {
    const seen: unknown[] = [];
    await runWithCrashes(async ({ step }) => {
      try {
        await step.run("a", () => 1);
      } catch (error) {
        seen.push(error);
      }
    }, null);
    expect(seen).toEqual([]);
  });

  it("retries a failing step, telling it how often it failed, and gives up after its retries", async () => {
    const attempts: number[] = [];
    const failing = async ({ step, attempt }: HandlerInput<Json>) => {
      await step.run("fail", () => {
        attempts.push(attempt);
        throw new Error("no");
      });
    };
    await expect(runWithCrashes(failing, null, { retries: 2 })).rejects.toThrow("no");
    expect(attempts).toEqual([0, 1, 2]);
  });

  it("burns no attempt for a RetryAfter that does not count, and retries nothing NonRetriable", async () => {
    let calls = 0;
    const run = await runWithCrashes(async ({ step }) => {
      await step.run("send", () => {
        if (++calls < 4) throw new RetryAfter("429", 10, false);
      });
    }, null);
    expect(run.failures).toBe(3);
    const giveUp = () => Promise.reject(new NonRetriable("bad"));
    await expect(runWithCrashes(giveUp, null, { retries: 5 })).rejects.toThrow("bad");
  });

  it("names a step id that is used twice", async () => {
    const twice = async ({ step }: HandlerInput<Json>) => {
      await step.run("same", () => 1);
      await step.run("same", () => 2);
    };
    await expect(runWithCrashes(twice, null)).rejects.toThrow('step id "same" is used twice');
  });
});
