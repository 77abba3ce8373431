import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase, openDatabase, type Database } from "@/lib/db";
import { newId } from "@/lib/ids";
import type { PipelineStep } from "@/lib/pipeline/definition";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { loadRouting } from "./routing-store";
import { createPipeline, createTenant, type Tenant } from "./testing/tenant";

let testDatabase: TestDatabase;
let db: Database;
let tenant: Tenant;
let connectionId: string;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  db = openDatabase(testDatabase.url);
  tenant = await createTenant(db);
  connectionId = newId("connection");
  await db.prisma.connection.create({ data: { id: connectionId, organizationId: tenant.organizationId, slug: "hook", name: "Hook", kind: "webhook", secretsEncrypted: new Uint8Array(1) } });
});
afterAll(async () => {
  await closeDatabase(db);
  await testDatabase.drop();
});

async function deploy(steps: PipelineStep[]): Promise<string> {
  const { pipelineId, versionId } = await createPipeline(tenant.organizationId, [{ source: tenant.sourceId }], db);
  const definition = {
    version: 1, slug: "p", name: "P", sources: [], steps,
    destinations: ["a", "b"].map((id) => ({ id, kind: "webhook", connection: connectionId })),
  };
  await db.prisma.pipelineVersion.update({ where: { id: versionId }, data: { definition } });
  return pipelineId;
}

async function routed(pipelineId: string) {
  const routing = await loadRouting(tenant.organizationId, db.pool);
  const sendable = routing?.pipeline(pipelineId)?.sendable;
  return { revision: routing?.revision ?? 0, sendable: sendable && Object.fromEntries(sendable) };
}

test("a pipeline of pure steps may send to what takes messages; whatever changes that makes the routing another one", async () => {
  const pipelineId = await deploy([{ id: "shape", kind: "transform", config: { template: "{ n: 1 }" } }]);
  const first = await routed(pipelineId);
  expect(first.sendable).toEqual({ a: 1, b: 1 });
  const seen = [first.revision];
  const expectNext = async (sendable: unknown) => {
    const next = await routed(pipelineId);
    expect(next.sendable).toEqual(sendable);
    expect(seen).not.toContain(next.revision);
    seen.push(next.revision);
  };

  const pause = { organizationId: tenant.organizationId, pipelineId, destinationId: "a", code: "paused", detail: "it was paused" };
  await db.prisma.destinationAttention.create({ data: pause });
  await expectNext({ b: 1 });
  await db.prisma.destinationAttention.deleteMany({ where: { pipelineId } });
  await expectNext({ a: 1, b: 1 });

  await db.prisma.connection.update({ where: { id: connectionId }, data: { status: "attention", attentionCode: "revoked" } });
  await expectNext({});
  await db.prisma.connection.update({ where: { id: connectionId }, data: { status: "active", attentionCode: null, revision: 2 } });
  await expectNext({ a: 2, b: 2 });

  const before = await routed(pipelineId);
  await db.prisma.connection.update({ where: { id: connectionId }, data: { name: "Another name" } });
  expect((await routed(pipelineId)).revision).toBe(before.revision);
  await db.prisma.connection.delete({ where: { id: connectionId } });
  await expectNext({});
});

test.each<[string, PipelineStep]>([
  ["asks a model", { id: "sort", kind: "classify", config: { model: "gpt-5", connection: "con_1", labels: [{ name: "a" }, { name: "b" }], input: "$event.a", output: "sorted" } }],
  ["counts", { id: "once", kind: "dedupe", config: { key: ["$event.id"], window: "1h" } }],
  ["no longer compiles", { id: "odd", kind: "no.such.step", config: {} }],
])("one with a step that %s sends nothing by itself", async (_what, step) => {
  expect((await routed(await deploy([step]))).sendable).toBeNull();
});
