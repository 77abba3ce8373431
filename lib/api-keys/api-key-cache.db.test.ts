import { afterAll, beforeAll, expect, test } from "vitest";
import { openNotifications, type Notifications } from "@/lib/adapters/postgres/notifications";
import { closeDatabase, openDatabase, type Database } from "@/lib/db";
import { createTenant } from "@/lib/ingest/testing/tenant";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { createApiKeyCache } from "./api-key-cache";
import { createApiKey } from "./create-api-key";
import { revokeApiKey } from "./revoke-api-key";

let testDatabase: TestDatabase;
let db: Database;
let notifications: Notifications;
const clock = { nowMs: Date.now(), now: () => clock.nowMs };

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  db = openDatabase(testDatabase.url, 4);
  notifications = openNotifications({ url: testDatabase.url });
  await notifications.ready();
});
afterAll(async () => {
  await notifications.close();
  await closeDatabase(db);
  await testDatabase.drop();
});

async function openCache() {
  const cache = createApiKeyCache({ pool: db.pool, notifications, clock });
  await notifications.ready();
  return cache;
}

test("answers from memory, and never again once another process revoked the key", async () => {
  const tenant = await createTenant(db);
  const cache = await openCache();
  expect(await cache.verify(tenant.key)).toMatchObject({ id: tenant.keyId, organizationId: tenant.organizationId, sourceId: tenant.sourceId });
  expect(cache.verify(tenant.key)).not.toBeInstanceOf(Promise);
  await revokeApiKey({ organizationId: tenant.organizationId, actor: "system" }, tenant.keyId, db);
  await expect.poll(() => cache.verify(tenant.key)).toBeNull();
});

test("a key whose expiry comes while it is remembered is refused on time", async () => {
  const tenant = await createTenant(db);
  const expiresAt = new Date(Date.now() + 600_000);
  const { key } = await createApiKey(tenant.organizationId, { name: "e", scopes: ["ingest"], expiresAt }, db);
  const cache = await openCache();
  clock.nowMs = expiresAt.getTime() - 1_000;
  expect(await cache.verify(key)).not.toBeNull();
  clock.nowMs = expiresAt.getTime();
  expect(cache.verify(key)).toBeNull();
  clock.nowMs = Date.now();
});

test("asks the database each time while notifications can't be heard, and again after they come back", async () => {
  const tenant = await createTenant(db);
  const cache = await openCache();
  await cache.verify(tenant.key);
  const [{ pid } = { pid: 0 }] = (await db.pool.query<{ pid: number }>(
    "SELECT pid FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()",
  )).rows;
  await db.pool.query("SELECT pg_terminate_backend($1)", [pid]);
  await expect.poll(() => notifications.isListening()).toBe(false);
  // Revoked behind the cache's back: nobody is told.
  await db.pool.query("UPDATE api_keys SET revoked_at = now() WHERE id = $1", [tenant.keyId]);
  expect(await cache.verify(tenant.key)).toBeNull();
  await notifications.ready();
  expect(await cache.verify(tenant.key)).toBeNull();
});

test("when a key was last used is kept, to the minute", async () => {
  const tenant = await createTenant(db);
  const cache = await openCache();
  const lastUsedAt = async () => (await db.prisma.apiKey.findUniqueOrThrow({ where: { id: tenant.keyId } })).lastUsedAt;
  expect(await lastUsedAt()).toBeNull();
  await cache.verify(tenant.key);
  await expect.poll(lastUsedAt).not.toBeNull();
  const first = await lastUsedAt();
  for (let i = 0; i < 20; i++) await cache.verify(tenant.key);
  await db.pool.query("SELECT 1");
  expect(await lastUsedAt()).toEqual(first);
});

test("strings that are no keys cost no query", async () => {
  const cache = await openCache();
  for (const token of ["", "x", "il_live_short", `il_live_${"a".repeat(44)}`, `il_live_${"!".repeat(43)}`]) {
    expect(cache.verify(token)).toBeNull();
  }
});
