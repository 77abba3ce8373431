import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase, openDatabase, type Database } from "@/lib/db";
import { newId } from "@/lib/ids";
import { createPipeline, createTenant } from "@/lib/ingest/testing/tenant";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { listAuditEntries } from "./list-audit-entries";
import { writeAuditEntry } from "./store";

let testDatabase: TestDatabase;
let db: Database;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  db = openDatabase(testDatabase.url, 2);
});
afterAll(async () => {
  await closeDatabase(db);
  await testDatabase.drop();
});

const write = (organizationId: string, actor: string, action: string, subject: string) =>
  db.prisma.$transaction((tx) => writeAuditEntry(tx, { organizationId, actor }, { action, subject }));

/** What every tenant here begins with. */
const ownKey = { action: "key.created", actor: "system", subject_name: "test" };

test("entries come newest first, page by page, with the names of who and what", async () => {
  const { organizationId, keyId } = await createTenant(db);
  const { pipelineId } = await createPipeline(organizationId, [], db);
  await write(organizationId, "system", "pipeline.created", pipelineId);
  await write(organizationId, `key:${keyId}`, "pipeline.deployed", pipelineId);
  await write(organizationId, "user:usr_gone", "pipeline.archived", "pl_gone");
  const first = await listAuditEntries(db, organizationId, { limit: 2 });
  expect(first.data).toMatchObject([
    { action: "pipeline.archived", actor: "user:usr_gone", actor_name: null, subject_name: null },
    { action: "pipeline.deployed", actor_name: "test", subject_name: "Test" },
  ]);
  const second = await listAuditEntries(db, organizationId, { limit: 2, cursor: first.next ?? "" });
  expect(second).toMatchObject({ data: [{ action: "pipeline.created", actor: "system", actor_name: null }, ownKey], next: null });
});

test("agents and declared events go by their names too, of the own organization alone", async () => {
  const [owner, other] = [await createTenant(db), await createTenant(db)];
  const { organizationId, sourceId } = owner;
  const agent = await db.prisma.agent.create({ data: { id: newId("agent"), organizationId, name: "Support assistant", keyHash: newId("agent"), prefix: "ag_live_x", sourceId } });
  const schema = await db.prisma.eventSchema.create({ data: { id: newId("schema"), organizationId, eventType: "ticket.created", version: 1, mode: "refuse", definition: {} } });
  for (const by of [owner, other]) {
    await write(by.organizationId, "system", "agent.created", agent.id);
    await write(by.organizationId, "system", "schema.declared", schema.id);
  }
  const names = async (of: string) => (await listAuditEntries(db, of, { limit: 10 })).data.map(({ subject_name }) => subject_name);
  expect(await names(organizationId)).toEqual(["ticket.created", "Support assistant", "test"]);
  expect(await names(other.organizationId)).toEqual([null, null, "test"]);
});

test("neither another organization's entries nor its names are shown", async () => {
  const owner = await createTenant(db);
  const other = await createTenant(db);
  const { pipelineId } = await createPipeline(other.organizationId, [], db);
  await write(other.organizationId, "system", "pipeline.created", pipelineId);
  await write(owner.organizationId, `key:${other.keyId}`, "pipeline.created", pipelineId);
  expect((await listAuditEntries(db, owner.organizationId, { limit: 10 })).data).toMatchObject([{ actor_name: null, subject_name: null }, ownKey]);
});
