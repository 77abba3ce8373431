import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase } from "@/lib/testing/database";
import { closeDatabase, openDatabase, type Database } from "@/lib/db";
import { reserveSend } from "./send-gate";

let testDatabase: Awaited<ReturnType<typeof createTestDatabase>>;
let db: Database;
let other: Database;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  db = openDatabase(testDatabase.url, 8);
  other = openDatabase(testDatabase.url, 8);
});

afterAll(async () => {
  await closeDatabase(db);
  await closeDatabase(other);
  await testDatabase.drop();
});

describe("reserveSend", () => {
  it("spaces concurrent callers of two processes by the interval, nobody sharing a moment", async () => {
    const gate = { key: "lane:spaced", intervalMs: 10_000, burst: 1 };
    const answers = await Promise.all(Array.from({ length: 8 }, (_, i) => reserveSend((i % 2 ? db : other).pool, [gate], 100_000)));
    const waits = answers.map((answer) => ("waitMs" in answer ? answer.waitMs : NaN)).sort((a, b) => a - b);
    expect(waits[0]).toBe(0);
    for (let i = 1; i < waits.length; i++) expect(Math.round(((waits[i] ?? 0) + 1_000) / 10_000)).toBe(i);
  });

  it("denies a wait above the maximum and takes nothing", async () => {
    const gate = { key: "lane:denied", intervalMs: 60_000, burst: 1 };
    expect(await reserveSend(db.pool, [gate], 1000)).toEqual({ waitMs: 0 });
    const first = await reserveSend(db.pool, [gate], 1000);
    const second = await reserveSend(db.pool, [gate], 1000);
    expect("retryMs" in first && first.retryMs > 50_000 && first.retryMs <= 60_000).toBe(true);
    expect("retryMs" in second && second.retryMs <= 60_000).toBe(true);
  });

  it("lets a burst through and then paces", async () => {
    const gate = { key: "budget:burst", intervalMs: 20_000, burst: 3 };
    for (let i = 0; i < 3; i++) expect(await reserveSend(db.pool, [gate], 0)).toEqual({ waitMs: 0 });
    expect(await reserveSend(db.pool, [gate], 0)).toHaveProperty("retryMs");
  });

  it("does not use up one gate when another denies", async () => {
    const open = { key: "a:open", intervalMs: 30_000, burst: 1 };
    const shut = { key: "b:shut", intervalMs: 30_000, burst: 1 };
    await reserveSend(db.pool, [shut], 0);
    expect(await reserveSend(db.pool, [open, shut], 0)).toHaveProperty("retryMs");
    expect(await reserveSend(db.pool, [open], 0)).toEqual({ waitMs: 0 });
  });
});
