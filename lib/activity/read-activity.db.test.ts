import { afterAll, beforeAll, expect, it } from "vitest";
import { closeDatabase, openDatabase, type Database } from "@/lib/db";
import { firstIdAt, newId } from "@/lib/ids";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { activityOf } from "./read-activity";

let test: TestDatabase;
let db: Database;
beforeAll(async () => {
  test = await createTestDatabase();
  db = openDatabase(test.url, 4);
});
afterAll(async () => {
  await closeDatabase(db);
  await test.drop();
});

const hourMs = 3_600_000;
const noon = Date.parse("2026-05-01T12:30:00.000Z");

async function storeEvent(organizationId: string, atMs: number): Promise<void> {
  const id = firstIdAt("event", atMs) + newId("event").slice(-16);
  await db.pool.query("insert into events (id, organization_id, source_id, type, payload, occurred_at) values ($1, $2, 'src_1', 'x', '{}', now())", [id, organizationId]);
}

const eventsOf = async (organizationId: string, nowMs: number) => (await activityOf(db, organizationId, () => nowMs)).hours.map(({ events }) => events);

it("counts each of the last 24 hours of the clock, the one under way last", async () => {
  const organizationId = newId("organization");
  for (const atMs of [noon, noon - 2 * hourMs, noon - 23 * hourMs, noon - 25 * hourMs]) await storeEvent(organizationId, atMs);
  await storeEvent(newId("organization"), noon);
  const events = await eventsOf(organizationId, noon);
  expect(events).toHaveLength(24);
  expect([events[0], events[21], events[23]]).toEqual([1, 1, 1]);
  expect(events.reduce((sum, count) => sum + count, 0)).toBe(3);
});

it("counts an hour again that was under way when it was last looked at, however long ago", async () => {
  const organizationId = newId("organization");
  expect((await eventsOf(organizationId, noon)).at(-1)).toBe(0);
  await storeEvent(organizationId, noon + 60_000);
  expect((await eventsOf(organizationId, noon + 5 * hourMs)).at(-6)).toBe(1);
});

it("answers from memory for a few seconds", async () => {
  const organizationId = newId("organization");
  await eventsOf(organizationId, noon);
  await storeEvent(organizationId, noon);
  expect((await eventsOf(organizationId, noon + 1000)).at(-1)).toBe(0);
  expect((await eventsOf(organizationId, noon + 4000)).at(-1)).toBe(1);
});
