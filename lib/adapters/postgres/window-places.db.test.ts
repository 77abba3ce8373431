import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase, openDatabase, type Database } from "@/lib/db";
import type { WindowPort, WindowRequest } from "@/lib/ports/ports";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { postgresWindows } from "./window-places";

let testDatabase: TestDatabase;
let processes: Database[];
let nowMs = Date.parse("2026-11-23T10:00:00Z");
let windows: WindowPort[];
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  processes = [openDatabase(testDatabase.url, 6), openDatabase(testDatabase.url, 6)];
  windows = processes.map(({ pool }) => postgresWindows(pool, { now: () => nowMs }));
});
afterAll(async () => {
  await Promise.all(processes.map(closeDatabase));
  await testDatabase.drop();
});

let scopes = 0;
const inOwnScope = (): string => `pip_${(scopes += 1)}/step`;

function take(on: number, more: Partial<WindowRequest> & { scope: string; ticket: string }) {
  const port = windows[on % windows.length];
  if (!port) throw new Error("no process");
  return port.take({ organizationId: "org_1", key: "k", holder: `evt_${more.ticket}`, max: 1, windowMs: 60_000, isPatient: false, ...more });
}

test("of a hundred at once, on two processes, exactly so many get a place as there are", async () => {
  for (const max of [1, 7]) {
    const scope = inOwnScope();
    const places = await Promise.all(Array.from({ length: 100 }, (_, n) => take(n, { scope, max, ticket: `run_${n}/s` })));
    expect(places.filter(({ kind }) => kind === "taken")).toHaveLength(max);
  }
});

test("who asks again gets the same place and counts once", async () => {
  const scope = inOwnScope();
  const first = await take(0, { scope, max: 2, ticket: "run_a/s" });
  for (let again = 0; again < 5; again += 1) expect(await take(again, { scope, max: 2, ticket: "run_a/s" })).toEqual(first);
  nowMs += 1000;
  expect((await take(0, { scope, max: 2, ticket: "run_b/s" })).kind).toBe("taken");
  expect(await take(1, { scope, max: 2, ticket: "run_c/s" })).toEqual({ kind: "refused", heldBy: "evt_run_a/s", heldAtMs: nowMs - 1000 });
});

test("an event that has a place passes again in a later run, and takes no second one from others", async () => {
  for (const isPatient of [false, true]) {
    const scope = inOwnScope();
    const first = await take(0, { scope, max: 2, ticket: "run_a/s", holder: "evt_a" });
    await take(0, { scope, max: 2, ticket: "run_b/s", holder: "evt_b" });
    nowMs += 1000;
    expect(await take(1, { scope, max: 2, ticket: "run_a2/s", holder: "evt_a", isPatient })).toEqual(first);
    expect(await take(1, { scope, max: 2, ticket: "run_c/s", holder: "evt_c" })).toMatchObject({ kind: "refused" });
  }
});

test("a place is free again once the window is over, and not a moment before", async () => {
  const scope = inOwnScope();
  await take(0, { scope, ticket: "run_a/s" });
  nowMs += 59_999;
  expect((await take(1, { scope, ticket: "run_b/s" })).kind).toBe("refused");
  nowMs += 1;
  expect((await take(1, { scope, ticket: "run_b/s" })).kind).toBe("taken");
});

test("keys, steps and organizations are counted apart", async () => {
  const scope = inOwnScope();
  await take(0, { scope, ticket: "run_a/s" });
  for (const other of [{ key: "other" }, { scope: inOwnScope() }, { organizationId: "org_2" }]) {
    expect((await take(1, { scope, ticket: "run_b/s", ...other })).kind).toBe("taken");
  }
});

test("the patient are never more than there may be in any window, and each has its turn as early as can be", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 4 }), fc.array(fc.integer({ min: 0, max: 70_000 }), { minLength: 1, maxLength: 12 }), async (max, pauses) => {
      const scope = inOwnScope();
      const turns: number[] = [];
      for (const [n, pause] of pauses.entries()) {
        nowMs += pause;
        const place = await take(n, { scope, max, ticket: `run_${n}/s`, isPatient: true });
        if (place.kind !== "taken") throw new Error("the patient are never refused");
        expect(place.atMs).toBeGreaterThanOrEqual(nowMs);
        if (turns.length < max) expect(place.atMs).toBe(nowMs);
        turns.push(place.atMs);
      }
      turns.forEach((turn, n) => {
        const before = turns[n - max];
        if (before !== undefined) expect(turn - before).toBeGreaterThanOrEqual(60_000);
      });
    }),
    { numRuns: 25 },
  );
});
