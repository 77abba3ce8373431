import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openEngine, type EngineUnderTest } from "@/lib/durable/embedded/testing/engine-under-test";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { createProtocolDriver, type DriverOptions } from "./testing/protocol-driver";
import { probeEffects, probeEvents, probeFunctions } from "./testing/probe-functions";

let database: TestDatabase;
let engine: EngineUnderTest;
beforeAll(async () => {
  database = await createTestDatabase();
  engine = openEngine(database.url);
});
afterAll(async () => {
  await engine.reset();
  await engine.close();
  await database.drop();
});

async function runOnProtocol(options: Omit<DriverOptions, "functions">) {
  const effects: string[] = [];
  const driver = await createProtocolDriver({ ...options, functions: probeFunctions((name) => void effects.push(name)) });
  driver.send(probeEvents.map(({ name, key, data }) => ({ name, id: `${name}:${key}`, data })));
  await driver.settle();
  const ends = driver.runs().map(({ functionId, state }) => `${functionId} ${state}`).toSorted();
  return { effects: effects.toSorted(), ends, calls: driver.callCount() };
}

describe("the probes have the same effects, each as often as it must happen", () => {
  it("on the embedded executor", async () => {
    const effects: string[] = [];
    const executor = await engine.start(probeFunctions((name) => void effects.push(name)));
    await executor.enqueue(probeEvents);
    await engine.finished();
    expect(effects.toSorted()).toEqual(probeEffects);
  });

  it.each([{ checkpointing: true }, { checkpointing: false }])("through the SDK with checkpointing: $checkpointing", async (options) => {
    const { effects, ends } = await runOnProtocol(options);
    expect(effects).toEqual(probeEffects);
    expect(ends).toEqual([
      "ingestlayer-probe-all completed", "ingestlayer-probe-child completed", "ingestlayer-probe-child completed",
      "ingestlayer-probe-failing-child failed", "ingestlayer-probe-failing-child-failure completed",
      "ingestlayer-probe-handled failed", "ingestlayer-probe-handled-failure completed",
      "ingestlayer-probe-hopeless failed", "ingestlayer-probe-hopeless-failure completed",
      "ingestlayer-probe-parallel completed", "ingestlayer-probe-parked completed",
    ]);
  });

  it("through the SDK when the answer to every checkpoint is lost once", async () => {
    const { effects } = await runOnProtocol({ checkpointing: true, losesCheckpointAnswer: (checkpoint) => checkpoint % 2 === 0 });
    expect(effects).toEqual(probeEffects);
  });
});

describe("a crash after any single call", { timeout: 120_000 }, () => {
  it.each([{ checkpointing: true }, { checkpointing: false }])("repeats at most the step whose record it lost, with checkpointing: $checkpointing", async (options) => {
    const { calls, ends } = await runOnProtocol(options);
    // At once: each of them is mostly waiting.
    const runs = await Promise.all(Array.from({ length: calls }, (_, lost) => runOnProtocol({ ...options, losesAnswer: (call) => call === lost })));
    for (const [lost, crashed] of runs.entries()) {
      const repeated = without(crashed.effects, probeEffects);
      expect({ lost, missing: without(probeEffects, crashed.effects), ends: crashed.ends }).toEqual({ lost, missing: [], ends });
      expect(repeated.length, `the crash after call ${lost} repeated ${repeated.join(", ")}`).toBeLessThanOrEqual(1);
    }
  });

  it("after every call repeats no step that was checkpointed, and starts no child twice", async () => {
    const crashed = new Set<string>();
    let isSecond = false;
    const { effects } = await runOnProtocol({ checkpointing: true, losesAnswer: () => (isSecond = !isSecond) });
    for (const name of without(effects, probeEffects)) crashed.add(name);
    expect(without(probeEffects, effects)).toEqual([]);
    for (const checkpointed of ["one", "two", "three after 2", "four", "before the park", "end of the park", "child 3", "child 0", "abc"]) {
      expect([...crashed]).not.toContain(checkpointed);
    }
  });
});

/** `all` less what `some` has, counting repetitions. */
function without(all: string[], some: string[]): string[] {
  const left = [...some];
  return all.filter((name) => {
    const at = left.indexOf(name);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
