import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase } from "@/lib/testing/database";
import type { TestDatabase } from "@/lib/testing/database";
import { defineFunction } from "../contract";
import type { HandlerInput, JobReservation, JobTicket, Json } from "../contract";
import { endJobsSql, enqueueJobsSql } from "./enqueue-sql";
import type { Executor } from "./executor";
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

const place = `WITH job AS (
    SELECT 'order/placed' AS trigger, key, to_jsonb(key) AS data, NULL::timestamptz AS due, NULL::text AS lane, NULL::int AS lane_ms,
      NULL::int AS lane_max, ord, CASE WHEN ord <= $3::int THEN $2::int END AS owner
    FROM unnest($1::text[]) WITH ORDINALITY AS k(key, ord)
  ) ${enqueueJobsSql("job", { hasOwner: true })}`;

async function insert(keys: string[], reservation: JobReservation): Promise<{ id: string; key: string; owner: number | null }[]> {
  return (await engine.pool.query(place, [keys, reservation.owner, reservation.count])).rows;
}

async function start(keys: string[], reservation: JobReservation): Promise<void> {
  const rows = await insert(keys, reservation);
  const held = rows.filter(({ owner }) => owner !== null);
  reservation.start(held.map(({ id, key }) => ({ id, trigger: "order/placed", data: key, handover: `${key} from memory` })), Date.now());
}

/** Waits for so many places: a claim that looks around holds some for a moment. */
async function reserved(executor: Executor, count: number): Promise<JobReservation> {
  for (;;) {
    const reservation = executor.reserve(count);
    if (reservation?.count === count) return reservation;
    reservation?.start([], Date.now());
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

async function endByStatement(ticket: JobTicket | undefined): Promise<number> {
  const { rowCount } = await engine.pool.query(
    `WITH proof AS (SELECT $1::bigint AS job, $2::int AS owner, $3::int AS claim) ${endJobsSql("proof")}`,
    [ticket?.jobId ?? null, ticket?.owner ?? null, ticket?.claim ?? null],
  );
  return rowCount ?? 0;
}

const placed = (handler: (input: HandlerInput<Json>) => Promise<void>) => defineFunction({ id: "order", trigger: "order/placed", retries: 2, handler });

describe("a reserved place", () => {
  it("starts what it holds without a claim, with what was left in memory; the rest waits its turn", async () => {
    const seen: unknown[] = [];
    const executor = await engine.start([placed(async ({ data, handover }) => void seen.push([data, handover]))], { slots: 2 });
    const reservation = await reserved(executor, 2);
    await start(["a", "b", "c"], reservation);
    executor.wake();
    const jobs = await engine.finished();
    expect(seen).toEqual(expect.arrayContaining([["a", "a from memory"], ["b", "b from memory"], ["c", undefined]]));
    expect(jobs.map(({ key, state, claim }) => [key, state, claim])).toEqual([["a", 2, 1], ["b", 2, 1], ["c", 2, 1]]);
    expect(executor.stats()).toMatchObject({ running: 0, done: 3 });
  });

  it("is there again after the statement failed, and its session lives on", async () => {
    const executor = await engine.start([placed(async () => {})], { slots: 1 });
    const reservation = await reserved(executor, 1);
    expect(executor.reserve(1)).toBeNull();
    const refused = await engine.pool.query("SELECT 1 / 0").catch((error: unknown) => error);
    reservation.cancel(refused);
    expect((await reserved(executor, 1)).owner).toBe(reservation.owner);
  });

  it("gives its session up when the statement's answer was lost, and the jobs are run all the same", async () => {
    const seen: unknown[] = [];
    const executor = await engine.start([placed(async ({ handover }) => void seen.push(handover))]);
    const reservation = await reserved(executor, 1);
    await insert(["a"], reservation);
    reservation.cancel(new Error("Connection terminated unexpectedly"));
    await until(() => seen.length > 0);
    expect(seen).toEqual([undefined]);
    expect((await engine.finished()).map(({ key, claim }) => [key, claim])).toEqual([["a", 2]]);
    expect((await reserved(executor, 1)).owner).not.toBe(reservation.owner);
  });

  it("is not to be had while older jobs wait for one, nor from an executor that stops", async () => {
    const held = gate();
    const executor = await engine.start([placed(() => held.opened)], { slots: 1 });
    await executor.enqueue(["a", "b"].map((key) => ({ name: "order/placed", key, data: null })));
    await until(() => executor.stats().running === 1);
    executor.wake();
    expect(executor.reserve(1)).toBeNull();
    held.open();
    await engine.finished();
    await executor.stop();
    expect(executor.reserve(1)).toBeNull();
  });

  it("may be filled by a job of weight, which gives all of its places back at its end", async () => {
    const held = gate();
    const executor = await engine.start([placed(() => held.opened)], { slots: 4 });
    const reservation = await reserved(executor, 3);
    const [row] = await insert(["a"], reservation);
    reservation.start([{ id: row?.id ?? "", trigger: "order/placed", data: "a", handover: null, weight: 3 }], Date.now());
    expect(executor.stats().running).toBe(3);
    expect((await reserved(executor, 1)).count).toBe(1);
    expect(executor.reserve(1)).toBeNull();
    held.open();
    await until(() => executor.stats().running === 0);
  });

  it("is always to be had for what is under way already, and counts from then on", async () => {
    const held = gate();
    const executor = await engine.start([placed(() => held.opened)], { slots: 1 });
    await start(["a"], await reserved(executor, 1));
    expect(executor.reserve(1)).toBeNull();
    const reservation = executor.reserve(2, { isUnderWay: true });
    expect(reservation?.count).toBe(2);
    if (reservation) await start(["b", "c"], reservation);
    expect(executor.stats().running).toBe(3);
    held.open();
    await engine.finished();
    expect(executor.stats().running).toBe(0);
  });

  it("whose job comes back after a failure is replayed without what was in memory", async () => {
    const seen: unknown[] = [];
    const failing = placed(async ({ handover }) => {
      seen.push(handover);
      if (seen.length === 1) throw new Error("not yet");
    });
    await start(["a"], await reserved(await engine.start([failing]), 1));
    await engine.finished();
    expect(seen).toEqual(["a from memory", undefined]);
  });
});

describe("a job's ticket", () => {
  it("ends the job in the handler's own statement, and nothing stays of it", async () => {
    const executor = await engine.start([
      placed(async ({ ticket }) => {
        const proof = ticket?.();
        expect(await endByStatement(proof)).toBe(1);
        proof?.spend();
      }),
    ]);
    await start(["a"], await reserved(executor, 1));
    await until(() => executor.stats().done === 1);
    expect(await engine.jobs()).toEqual([]);
  });

  it("does nothing for a job that was taken away meanwhile", async () => {
    const held = gate();
    const proofs: (JobTicket | undefined)[] = [];
    const executor = await engine.start([
      placed(async ({ ticket }) => {
        proofs.push(ticket?.());
        if (proofs.length === 1) await held.opened;
      }),
    ]);
    const reservation = await reserved(executor, 1);
    await start(["a"], reservation);
    await until(() => proofs.length === 1);
    await engine.pool.query("SELECT engine.release($1)", [[reservation.owner]]);
    expect(await endByStatement(proofs[0])).toBe(0);
    held.open();
    await engine.finished();
    expect(proofs).toHaveLength(2);
  });

  it("is refused where checkpoints or a lane go with the end", async () => {
    const tickets: unknown[] = [];
    const executor = await engine.start([
      placed(async ({ step, ticket }) => {
        await step.run("call", () => 1);
        tickets.push(ticket?.());
      }),
      defineFunction({ id: "laned", trigger: "order/laned", retries: 0, handler: async ({ ticket }) => void tickets.push(ticket?.()) }),
    ]);
    await executor.enqueue([
      { name: "order/placed", key: "a", data: null },
      { name: "order/laned", key: "b", data: null, lane: { key: "l", periodMs: 0 } },
    ]);
    await engine.finished();
    expect(tickets).toEqual([undefined, undefined]);
  });
});

it("takes over, within a second or two, a job whose insert committed only after its process was struck off", async () => {
  const ran = gate();
  const executor = await engine.start([placed(async () => ran.open())]);
  // A dead executor's row, for somebody to reap: nobody holds its lock.
  await engine.pool.query("INSERT INTO engine.executors (id, lease_until) VALUES (77, now() - interval '1 minute')");
  await until(async () => (await engine.pool.query("SELECT FROM engine.executors WHERE id = 77")).rowCount === 0);
  const lateAt = performance.now();
  await engine.pool.query(place, [["late"], 77, 1]);
  await ran.opened;
  // The ordinary sweep comes every five seconds.
  expect(performance.now() - lateAt).toBeLessThan(4_000);
  expect(executor.stats().running).toBeLessThanOrEqual(1);
});
