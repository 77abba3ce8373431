import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase } from "@/lib/testing/database";
import type { TestDatabase } from "@/lib/testing/database";
import { gate, openEngine, until } from "../embedded/testing/engine-under-test";
import type { EngineUnderTest } from "../embedded/testing/engine-under-test";
import { createRelay } from "./relay-jobs";
import type { Relay, RelayedJob, RelayOptions } from "./relay-jobs";

let database: TestDatabase;
let engine: EngineUnderTest;
let relays: Relay[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
  engine = openEngine(database.url);
});
afterEach(async () => {
  await Promise.all(relays.map((relay) => relay.stop()));
  relays = [];
  await engine.reset();
});
afterAll(async () => {
  await engine.close();
  await database.drop();
});

async function startRelay(forward: RelayOptions["forward"], options: Partial<RelayOptions> = {}): Promise<Relay> {
  const relay = prepareRelay(forward, options);
  await relay.start();
  return relay;
}

function prepareRelay(forward: RelayOptions["forward"], options: Partial<RelayOptions> = {}): Relay {
  const relay = createRelay({ url: database.url, forward, retryBaseMs: 5, ...options });
  relays.push(relay);
  return relay;
}

const event = (key: string) => ({ name: "test/sent", key, data: { key } });

describe("createRelay", () => {
  it("forwards every due job once, in the order of ids, laned ones too, and marks it done", async () => {
    const forwarded: RelayedJob[] = [];
    // Started when all are there: a claim in progress meanwhile may see the laned ones and not yet the due time of the others.
    const relay = prepareRelay(async (jobs) => void forwarded.push(...jobs), { batchMax: 3 });
    await relay.enqueue([
      event("a"),
      { ...event("b"), lane: { key: "l", periodMs: 60_000 } },
      { ...event("c"), lane: { key: "l", periodMs: 60_000 } },
      event("d"),
    ]);
    await relay.start();
    expect((await engine.finished()).map((job) => job.state)).toEqual([2, 2, 2, 2]);
    expect(forwarded.map((job) => job.id)).toEqual(["test/sent:a", "test/sent:b", "test/sent:c", "test/sent:d"]);
    expect(forwarded[1]).toEqual({ id: "test/sent:b", trigger: "test/sent", key: "b", data: { key: "b" } });
  });

  it("forwards nothing before it is due", async () => {
    const dueAt = new Date(Date.now() + 100);
    const forwardedAt: number[] = [];
    const relay = await startRelay(async () => void forwardedAt.push(Date.now()));
    await relay.enqueue([{ ...event("a"), dueAt }, { ...event("b"), dueAt, lane: { key: "l", periodMs: 0 } }]);
    await engine.finished();
    for (const at of forwardedAt) expect(at).toBeGreaterThanOrEqual(dueAt.getTime() - 1);
  });

  it("offers what failed again, each job alone, so that a bad one holds up nobody", async () => {
    const accepted: string[] = [];
    let badTries = 0;
    const relay = await startRelay(async (jobs) => {
      if (jobs.some((job) => job.key === "bad") && ++badTries < 4) throw new Error("refused");
      accepted.push(...jobs.map((job) => job.key));
    });
    await relay.enqueue([event("a"), event("bad"), event("b")]);
    expect((await engine.finished()).map((job) => job.state)).toEqual([2, 2, 2]);
    expect(accepted.toSorted()).toEqual(["a", "b", "bad"]);
    expect(accepted.at(-1)).toBe("bad");
  });

  it("forwards again, with the same id, what a relay that lost its session had not marked done", async () => {
    const held = gate();
    const started = gate();
    const ids: string[] = [];
    const relay = await startRelay(async (jobs) => {
      ids.push(...jobs.map((job) => job.id));
      if (ids.length > 1) return;
      started.open();
      await held.opened;
    });
    await relay.enqueue([event("a")]);
    await started.opened;
    await engine.pool.query("SELECT engine.release(array_agg(id)) FROM engine.executors");
    const other = await startRelay(async (jobs) => void ids.push(...jobs.map((job) => job.id)));
    other.wake();
    await engine.finished();
    held.open();
    await until(() => relay.isReady());
    expect(ids).toEqual(["test/sent:a", "test/sent:a"]);
  });

  it("shares the work between two relays without forwarding a job twice", async () => {
    const keys: string[] = [];
    const forward = async (jobs: RelayedJob[]) => void keys.push(...jobs.map((job) => job.key));
    const [relay] = await Promise.all([startRelay(forward, { batchMax: 5 }), startRelay(forward, { batchMax: 5 })]);
    const all = Array.from({ length: 300 }, (_, i) => `k${i}`);
    await relay.enqueue(all.map(event));
    await engine.finished();
    expect(keys.toSorted()).toEqual(all.toSorted());
  });
});
