import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase, openDatabase, type Database } from "@/lib/db";
import { newId } from "@/lib/ids";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { openGate, type Gate } from "./gate";
import { handleHotPath } from "./http/handle-hot-path";
import { createTenant, type Tenant } from "./testing/tenant";

let testDatabase: TestDatabase;
let db: Database;
let gate: Gate;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  db = openDatabase(testDatabase.url, 4);
  gate = openGate({ databaseUrl: testDatabase.url, wake: () => {} });
});
afterAll(async () => {
  await gate.close();
  await closeDatabase(db);
  await testDatabase.drop();
});

const definition = {
  type: "object",
  required: ["ticket"],
  properties: { ticket: { type: "object", required: ["id"], properties: { id: { type: "string" } } }, tier: { enum: ["free", "pro"] } },
};
const good = { type: "ticket.created", payload: { ticket: { id: "t1" }, tier: "pro" } };
const bad = { type: "ticket.created", payload: { ticket: { id: 1 }, tier: "gold", color: "red" } };

let version = 0;
/** What declaring a type does to the tables. */
async function declare({ organizationId }: Tenant, mode: string, idempotency?: { key: string; windowMs?: number }): Promise<void> {
  await db.prisma.$transaction([
    db.prisma.eventSchema.create({
      data: { id: newId("schema"), organizationId, eventType: "ticket.created", version: ++version, mode, definition, ...(idempotency && { idempotency }) },
    }),
    db.prisma.organization.update({ where: { id: organizationId }, data: { routingRevision: { increment: 1 } } }),
  ]);
}

async function send({ key }: Tenant, body: unknown) {
  const answer = await handleHotPath({ method: "POST", path: "/v1/ingest", headers: { authorization: `Bearer ${key}` }, body: Buffer.from(JSON.stringify(body)) }, gate);
  return { status: answer?.status, json: JSON.parse(answer?.body ?? "null") as any };
}

test("refuse: an event that does not fit answers 422 with every place, and is kept whole as a rejection", async () => {
  const tenant = await createTenant(db);
  await declare(tenant, "refuse");
  expect((await send(tenant, good)).status).toBe(202);
  const { status, json } = await send(tenant, { ...bad, idempotencyKey: "k" });
  expect({ status, code: json.error.code }).toEqual({ status: 422, code: "schema_violation" });
  expect(json.error.details.map(({ path }: { path: string }) => path).sort()).toEqual(["payload.color", "payload.ticket.id", "payload.tier"]);
  await gate.rejections.settled();
  const rejection = await db.prisma.rejection.findFirstOrThrow({ where: { organizationId: tenant.organizationId } });
  expect(rejection).toMatchObject({ reason: "schema_violation", type: "ticket.created", payload: bad.payload, idempotencyKey: "k" });
  expect(rejection.problems).toHaveLength(3);
});

test("in a batch the places are named from the body on, and the others are accepted", async () => {
  const tenant = await createTenant(db);
  await declare(tenant, "refuse");
  const { status, json } = await send(tenant, { events: [good, bad, { type: "undeclared", payload: { color: 1 } }] });
  expect(status).toBe(202);
  expect(json.data.events.map(({ index }: { index: number }) => index)).toEqual([0, 2]);
  expect(json.data.rejected[0]).toMatchObject({ index: 1, code: "schema_violation", path: expect.stringMatching(/^events\[1\]\.payload\./) });
  expect(json.data.rejected[0].problems.every(({ path }: { path: string }) => path.startsWith("events[1].payload."))).toBe(true);
});

test("warn: it is accepted, and says where it does not fit; off: it is not looked at", async () => {
  const tenant = await createTenant(db);
  await declare(tenant, "warn");
  const { status, json } = await send(tenant, bad);
  expect(status).toBe(202);
  expect(json.data.events[0].problems).toHaveLength(3);
  const row = await db.prisma.event.findUniqueOrThrow({ where: { id: json.data.events[0].id } });
  expect(row.schemaProblems).toEqual(json.data.events[0].problems);
  await declare(tenant, "off");
  expect((await send(tenant, bad)).json.data.events[0]).not.toHaveProperty("problems");
});

test("a schema changed on another process holds for the next event", async () => {
  const tenant = await createTenant(db);
  expect((await send(tenant, bad)).status).toBe(202);
  await declare(tenant, "refuse");
  expect((await send(tenant, bad)).status).toBe(422);
  await declare(tenant, "off");
  expect((await send(tenant, bad)).status).toBe(202);
});

test("an event without a key takes the one its declared fields make, for as long as is declared", async () => {
  const tenant = await createTenant(db);
  await declare(tenant, "refuse", { key: "ticket.id", windowMs: 5 * 60_000 });
  const first = await send(tenant, good);
  const again = await send(tenant, good);
  expect(again.json.data.events[0]).toMatchObject({ id: first.json.data.events[0].id, duplicate: true });
  expect((await send(tenant, { ...good, idempotencyKey: "own" })).json.data.events[0].duplicate).toBe(false);
  const stored = await db.prisma.idempotencyKey.findUniqueOrThrow({ where: { sourceId_key: { sourceId: tenant.sourceId, key: "t1" } } });
  expect(stored.expiresAt.getTime() - Date.now()).toBeLessThanOrEqual(5 * 60_000);
});
