import "@/app/v1/testing/environment";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase, openDatabase, type Database } from "@/lib/db";
import { createTenant } from "@/lib/ingest/testing/tenant";
import { createApiKey } from "@/lib/api-keys/create-api-key";
import { revokeApiKey } from "@/lib/api-keys/revoke-api-key";
import { firstIdAt } from "@/lib/ids";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { createSource } from "./create-source";
import { describeSource } from "./describe-sources";
import { getSource } from "./get-source";
import { listSources } from "./list-sources";
import { updateSource } from "./update-source";

let testDatabase: TestDatabase;
let db: Database;
let eventCount = 0;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  db = openDatabase(testDatabase.url, 4);
});
afterAll(async () => {
  await closeDatabase(db);
  await testDatabase.drop();
});

test("a source is found by id and slug, listed newest first, and shown with what arrived through it", async () => {
  const { organizationId, sourceId } = await createTenant(db);
  const { row: source } = await createSource({ organizationId, actor: "system" }, { slug: "github", kind: "webhook" }, db);
  expect(source).toMatchObject({ slug: "github", name: "github", kind: "webhook", status: "active" });
  expect(await getSource(organizationId, "github", db)).toEqual(await getSource(organizationId, source.id, db));
  const first = await listSources(organizationId, { limit: 1 }, db);
  expect(first).toMatchObject({ data: [{ id: source.id }], next: source.id });
  const second = await listSources(organizationId, { limit: 1, cursor: source.id }, db);
  expect(second).toMatchObject({ data: [{ id: sourceId }], next: null });
  expect(await describeSource(db, organizationId, source)).toMatchObject({ id: source.id, dedupe_window_ms: 86_400_000, keys: 0, last_event_at: null, events_24h: 0 });
});

test("refuses a taken slug and bad values by name, and changes nothing then", async () => {
  const { organizationId } = await createTenant(db);
  const { row: source } = await createSource({ organizationId, actor: "system" }, { slug: "api-2" }, db);
  const slugTaken = { code: "invalid_request", details: [{ path: "slug" }] };
  await expect(createSource({ organizationId, actor: "system" }, { slug: "default" }, db)).rejects.toMatchObject(slugTaken);
  await expect(updateSource({ organizationId, actor: "system" }, source.id, { slug: "default", name: "x" }, db)).rejects.toMatchObject(slugTaken);
  await expect(createSource({ organizationId, actor: "system" }, { slug: "no spaces" }, db)).rejects.toMatchObject(slugTaken);
  await expect(updateSource({ organizationId, actor: "system" }, source.id, { dedupe_window_ms: 1 }, db)).rejects.toMatchObject({ details: [{ path: "dedupe_window_ms" }] });
  expect(await getSource(organizationId, source.id, db)).toEqual(source);
});

test("another organization's source is as good as missing", async () => {
  const own = await createTenant(db);
  const other = await createTenant(db);
  await expect(getSource(other.organizationId, own.sourceId, db)).rejects.toMatchObject({ code: "not_found" });
  await expect(updateSource({ organizationId: other.organizationId, actor: "system" }, own.sourceId, { status: "paused" }, db)).rejects.toMatchObject({ code: "not_found" });
  expect((await getSource(own.organizationId, own.sourceId, db)).status).toBe("active");
});

test("tells the newest event, the events of a day and the keys that can send, of one source and of nobody else's", async () => {
  const { organizationId, sourceId } = await createTenant(db);
  const other = await createTenant(db);
  const hoursAgo = async (hours: number, source = sourceId, organization = organizationId) => {
    const atMs = Date.now() - hours * 3_600_000;
    await db.pool.query("insert into events (id, organization_id, source_id, type, payload, occurred_at, received_at) values ($1, $2, $3, 't', '{}', $4, $4)", [
      firstIdAt("event", atMs) + "0".repeat(13) + String(eventCount++).padStart(3, "0"), organization, source, new Date(atMs),
    ]);
    return new Date(atMs).toISOString();
  };
  await hoursAgo(30);
  await hoursAgo(20);
  const newest = await hoursAgo(2);
  await hoursAgo(1, other.sourceId, other.organizationId);
  const { row } = await createApiKey(organizationId, { name: "revoked", scopes: ["ingest"] }, db);
  const before = (await describeSource(db, organizationId, await getSource(organizationId, sourceId, db))).keys;
  await revokeApiKey({ organizationId, actor: "system" }, row.id, db);
  expect(await describeSource(db, organizationId, await getSource(organizationId, sourceId, db))).toMatchObject({ last_event_at: newest, events_24h: 2, keys: before - 1 });
});
