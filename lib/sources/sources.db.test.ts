import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase, openDatabase, type Database } from "@/lib/db";
import { createTenant } from "@/lib/ingest/testing/tenant";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { createSource } from "./create-source";
import { getSource } from "./get-source";
import { listSources } from "./list-sources";
import { sourceView, sourceViewSchema } from "./source-view";
import { updateSource } from "./update-source";

let testDatabase: TestDatabase;
let db: Database;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  db = openDatabase(testDatabase.url, 4);
});
afterAll(async () => {
  await closeDatabase(db);
  await testDatabase.drop();
});

test("a source is found by id and slug, listed newest first, and shown as its schema says", async () => {
  const { organizationId, sourceId } = await createTenant(db);
  const source = await createSource(organizationId, { slug: "github", kind: "webhook" }, db);
  expect(source).toMatchObject({ slug: "github", name: "github", kind: "webhook", status: "active" });
  expect(await getSource(organizationId, "github", db)).toEqual(await getSource(organizationId, source.id, db));
  const first = await listSources(organizationId, { limit: 1 }, db);
  expect(first).toMatchObject({ data: [{ id: source.id }], next: source.id });
  const second = await listSources(organizationId, { limit: 1, cursor: source.id }, db);
  expect(second).toMatchObject({ data: [{ id: sourceId }], next: null });
  expect(sourceViewSchema.parse(sourceView(source))).toMatchObject({ id: source.id, dedupeWindowMs: 86_400_000 });
});

test("refuses a taken slug and bad values by name, and changes nothing then", async () => {
  const { organizationId } = await createTenant(db);
  const source = await createSource(organizationId, { slug: "api-2" }, db);
  const slugTaken = { code: "invalid_request", details: [{ path: "slug" }] };
  await expect(createSource(organizationId, { slug: "default" }, db)).rejects.toMatchObject(slugTaken);
  await expect(updateSource(organizationId, source.id, { slug: "default", name: "x" }, db)).rejects.toMatchObject(slugTaken);
  await expect(createSource(organizationId, { slug: "no spaces" }, db)).rejects.toMatchObject(slugTaken);
  await expect(updateSource(organizationId, source.id, { dedupeWindowMs: 1 }, db)).rejects.toMatchObject({ details: [{ path: "dedupeWindowMs" }] });
  expect(await getSource(organizationId, source.id, db)).toEqual(source);
});

test("another organization's source is as good as missing", async () => {
  const own = await createTenant(db);
  const other = await createTenant(db);
  await expect(getSource(other.organizationId, own.sourceId, db)).rejects.toMatchObject({ code: "not_found" });
  await expect(updateSource(other.organizationId, own.sourceId, { status: "paused" }, db)).rejects.toMatchObject({ code: "not_found" });
  expect((await getSource(own.organizationId, own.sourceId, db)).status).toBe("active");
});
