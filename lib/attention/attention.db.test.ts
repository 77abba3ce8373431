import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase, openDatabase, type Database } from "@/lib/db";
import { firstIdAt, newId } from "@/lib/ids";
import { createPipeline, createTenant } from "@/lib/ingest/testing/tenant";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { readAttention } from "./read-attention";

const hourMs = 3_600_000;

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

async function addDelivery(organizationId: string, status: string, agoMs: number, supersededBy: string | null = null): Promise<void> {
  const of = { organizationId, runId: newId("run"), eventId: newId("event"), pipelineId: newId("pipeline"), destinationId: newId("destination"), connectionId: newId("connection") };
  await db.prisma.delivery.create({ data: { ...of, id: `${firstIdAt("delivery", Date.now() - agoMs)}${newId("delivery").slice(-16)}`, kind: "webhook", target: {}, status, supersededBy } });
}

async function addConnection(organizationId: string, status: string): Promise<void> {
  const id = newId("connection");
  await db.prisma.connection.create({ data: { id, organizationId, slug: id.toLowerCase(), name: "Test", kind: "webhook", status, secretsEncrypted: new Uint8Array(1) } });
}

async function blockDestination(organizationId: string, status: string): Promise<void> {
  const { pipelineId } = await createPipeline(organizationId, [], db, status);
  await db.prisma.destinationAttention.create({ data: { organizationId, pipelineId, destinationId: newId("destination"), code: "channel_not_found", detail: "gone" } });
}

async function addNoticeProblem(organizationId: string): Promise<void> {
  await db.prisma.noticeSettings.create({ data: { organizationId, isOn: true, digestMs: hourMs, problemCode: "is_archived", problemDetail: "archived", problemAt: new Date() } });
}

test("counts what needs a person: refused connections, blocked destinations of live pipelines, fresh dead deliveries, notices that can't be sent", async () => {
  const { organizationId } = await createTenant(db);
  expect(await readAttention(db, organizationId)).toEqual({ connections: 0, blocked_destinations: 0, dead_deliveries: 0, notices: 0 });
  await addConnection(organizationId, "attention");
  await addConnection(organizationId, "active");
  await blockDestination(organizationId, "active");
  await blockDestination(organizationId, "archived");
  await addDelivery(organizationId, "dead", hourMs);
  await addDelivery(organizationId, "dead", hourMs, newId("run"));
  await addDelivery(organizationId, "dead", 25 * hourMs);
  await addDelivery(organizationId, "held", hourMs);
  await addNoticeProblem(organizationId);
  expect(await readAttention(db, organizationId)).toEqual({ connections: 1, blocked_destinations: 1, dead_deliveries: 1, notices: 1 });
});

test("another organization's troubles are not counted", async () => {
  const { organizationId } = await createTenant(db);
  const other = await createTenant(db);
  await addConnection(other.organizationId, "attention");
  await blockDestination(other.organizationId, "active");
  await addDelivery(other.organizationId, "dead", hourMs);
  await addNoticeProblem(other.organizationId);
  expect(await readAttention(db, organizationId)).toEqual({ connections: 0, blocked_destinations: 0, dead_deliveries: 0, notices: 0 });
});
