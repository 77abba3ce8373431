import { afterAll, beforeAll, expect, test } from "vitest";
import pg from "pg";
import { createTestDatabase } from "@/lib/testing/database";
import type { TestDatabase } from "@/lib/testing/database";
import { postgresCache } from "./postgres-cache";

let database: TestDatabase;
let pool: pg.Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 8 });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const HOUR_MS = 3_600_000;

/** A load that waits to be released and counts its calls. */
function gatedLoad(value: string) {
  let release = () => {};
  const gate = new Promise<void>((resolve) => (release = resolve));
  const state = { calls: 0, release: () => release(), load: async () => (state.calls++, await gate, value) };
  return state;
}

test("identical calls at the same time in one process load once", async () => {
  const cache = postgresCache(pool);
  const loader = gatedLoad("label");
  const calls = Array.from({ length: 20 }, () => cache.get("org_a", "same", HOUR_MS, loader.load));
  await expect.poll(() => loader.calls).toBe(1);
  loader.release();
  const results = await Promise.all(calls);
  expect(results.map(({ value }) => value)).toEqual(Array(20).fill("label"));
  expect(results.filter(({ isHit }) => !isHit)).toHaveLength(1);
  expect(loader.calls).toBe(1);
});

test("two processes load one missing entry once", async () => {
  const [first, second] = [postgresCache(pool, { pollMs: 5 }), postgresCache(pool, { pollMs: 5 })];
  const loader = gatedLoad("label");
  const calls = [first.get("org_a", "shared", HOUR_MS, loader.load), second.get("org_a", "shared", HOUR_MS, loader.load)];
  await expect.poll(() => loader.calls).toBe(1);
  loader.release();
  const results = await Promise.all(calls);
  expect(results.map(({ isHit }) => isHit).sort()).toEqual([false, true]);
  expect(loader.calls).toBe(1);
});

test("what is cached is served without a load, to its organization alone", async () => {
  const cache = postgresCache(pool);
  await cache.get("org_a", "kept", HOUR_MS, async () => ({ label: "low", "\u0000": 1 }));
  const again = await postgresCache(pool).get("org_a", "kept", HOUR_MS, async () => ({ label: "other" }));
  expect(again).toMatchObject({ value: { label: "low" }, isHit: true });
  const other = await cache.get("org_b", "kept", HOUR_MS, async () => ({ label: "theirs" }));
  expect(other).toEqual({ value: { label: "theirs" }, isHit: false });
});

test("an entry past its time is loaded again", async () => {
  const cache = postgresCache(pool);
  await cache.get("org_a", "short", -1, async () => "old");
  expect(await cache.get("org_a", "short", HOUR_MS, async () => "new")).toEqual({ value: "new", isHit: false });
  expect(await cache.get("org_a", "short", HOUR_MS, async () => "newer")).toEqual({ value: "new", isHit: true });
});

test("a failed load reaches every caller and leaves the entry free", async () => {
  const cache = postgresCache(pool);
  const failing = async (): Promise<string> => {
    throw new Error("model gone");
  };
  const results = await Promise.allSettled([cache.get("org_a", "failing", HOUR_MS, failing), cache.get("org_a", "failing", HOUR_MS, failing)]);
  expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  const { rows } = await pool.query("SELECT 1 FROM cache_entries WHERE key = 'failing'");
  expect(rows).toEqual([]);
  expect(await cache.get("org_a", "failing", HOUR_MS, async () => "fine")).toEqual({ value: "fine", isHit: false });
});

test("a process that died while loading is replaced when its lease ends, and cannot overwrite what came after", async () => {
  const slow = gatedLoad("late");
  const dying = postgresCache(pool, { leaseMs: 50 }).get("org_a", "orphan", HOUR_MS, slow.load);
  await expect.poll(() => slow.calls).toBe(1);
  const heir = await postgresCache(pool, { pollMs: 5 }).get("org_a", "orphan", HOUR_MS, async () => "fresh");
  expect(heir).toEqual({ value: "fresh", isHit: false });
  slow.release();
  await dying;
  expect(await postgresCache(pool).get("org_a", "orphan", HOUR_MS, async () => "again")).toEqual({ value: "fresh", isHit: true });
});
