import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { closeDatabase, openDatabase, type Database } from "@/lib/db";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { pauseSource, resumeSource } from "@/lib/sources/pause-source";
import { updateSource } from "@/lib/sources/update-source";
import type { CallVerdict } from "./accept-events";
import type { ReservedJob } from "@/lib/durable/contract";
import type { AcceptedRun } from "@/lib/runs/execute-accepted-runs";
import { createLoadRun } from "@/lib/runs/load-run";
import { openGate, type Gate } from "./gate";
import { isRefusal, type IncomingEvent } from "./parse-event";
import { createPipeline, createTenant, setPipelineStatus, type Tenant } from "./testing/tenant";

let testDatabase: TestDatabase;
let db: Database;
let gates: Gate[] = [];

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  db = openDatabase(testDatabase.url, 8);
});
afterEach(async () => {
  await Promise.all(gates.map((gate) => gate.close()));
  gates = [];
});
afterAll(async () => {
  await closeDatabase(db);
  await testDatabase.drop();
});

/** A gate with connections and caches of its own: what another process would have. */
function openProcess(wake = () => {}): Gate {
  const gate = openGate({ databaseUrl: testDatabase.url, wake });
  gates.push(gate);
  return gate;
}

function event(change: Partial<IncomingEvent> = {}): IncomingEvent {
  return { type: "ticket.created", payload: {}, payloadJson: "{}", idempotencyKey: null, occurredAtMs: null, traceparent: null, ...change };
}

function send({ organizationId, sourceId }: Tenant, gate: Gate, ...events: IncomingEvent[]): Promise<CallVerdict> {
  return gate.acceptor.accept({ organizationId, sourceId, events });
}

async function accepted(verdict: Promise<CallVerdict>) {
  const result = await verdict;
  if (result.kind !== "judged") throw new Error(`expected accepted, got ${result.kind}`);
  return result.events.map((one) => {
    if (isRefusal(one)) throw new Error(`expected accepted, got ${one.code}: ${one.message}`);
    return one;
  });
}

test("stores the event as it was sent, before it answers", async () => {
  const tenant = await createTenant(db);
  const [stored] = await accepted(
    send(tenant, openProcess(), event({ payloadJson: '{"a":"x\\"y\\\\z, {é}"}', occurredAtMs: 1_700_000_000_123, idempotencyKey: 'k"\\,{}', traceparent: "00-x" })),
  );
  const row = await db.prisma.event.findUniqueOrThrow({ where: { id: stored?.id } });
  expect(row).toMatchObject({ ...{ organizationId: tenant.organizationId, sourceId: tenant.sourceId }, type: "ticket.created" });
  expect(row).toMatchObject({ payload: { a: 'x"y\\z, {é}' }, idempotencyKey: 'k"\\,{}', traceparent: "00-x" });
  expect(row.occurredAt.getTime()).toBe(1_700_000_000_123);
  const [plain] = await accepted(send(tenant, openProcess(), event()));
  const received = await db.prisma.event.findUniqueOrThrow({ where: { id: plain?.id } });
  expect(received.occurredAt).toEqual(received.receivedAt);
});

test("32 concurrent sends of one key on two processes make one row and share one id", async () => {
  const tenant = await createTenant(db);
  const { pipelineId } = await createPipeline(tenant.organizationId, [{ source: tenant.sourceId }], db);
  const processes = [openProcess(), openProcess()];
  const sent = Array.from({ length: 32 }, (_, i) => accepted(send(tenant, processes[i % 2] as Gate, event({ idempotencyKey: "same" }))));
  const results = (await Promise.all(sent)).flat();
  expect(new Set(results.map(({ id }) => id)).size).toBe(1);
  expect(results.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
  const rows = await db.prisma.event.findMany({ where: { organizationId: tenant.organizationId } });
  expect(rows.map(({ id }) => id)).toEqual([results[0]?.id]);
  expect(await db.prisma.run.count({ where: { pipelineId } })).toBe(1);
});

test("crossing keys of many concurrent batches on two processes neither deadlock nor duplicate", async () => {
  const tenant = await createTenant(db);
  const processes = [openProcess(), openProcess()];
  const keys = Array.from({ length: 50 }, (_, i) => `key-${i}`);
  const calls = Array.from({ length: 40 }, (_, i) => {
    const order = i % 2 ? keys : [...keys].reverse();
    return accepted(send(tenant, processes[i % 2] as Gate, ...order.map((idempotencyKey) => event({ idempotencyKey, type: idempotencyKey }))));
  });
  const results = await Promise.all(calls);
  expect(results.flat().filter(({ duplicate }) => !duplicate)).toHaveLength(50);
  const rows = await db.prisma.event.findMany({ where: { organizationId: tenant.organizationId } });
  expect(rows.map((row) => row.idempotencyKey).sort()).toEqual([...keys].sort());
  const idOfKey = new Map(rows.map((row) => [row.idempotencyKey, row.id]));
  results.forEach((events, i) => {
    const order = i % 2 ? keys : [...keys].reverse();
    expect(events.map(({ id }) => id)).toEqual(order.map((key) => idOfKey.get(key)));
  });
});

test("two entries of one call with one key share one id; the same key of another source is another event", async () => {
  const tenant = await createTenant(db);
  const other = await createTenant(db);
  const gate = openProcess();
  const same = event({ idempotencyKey: "k" });
  const [[first, second], [foreign]] = await Promise.all([accepted(send(tenant, gate, same, same)), accepted(send(other, gate, same))]);
  expect(first).toMatchObject({ duplicate: false });
  expect(second).toEqual({ id: first?.id, duplicate: true });
  expect(foreign).toMatchObject({ duplicate: false });
  expect(foreign?.id).not.toBe(first?.id);
});

test("a key may be used again after its window, once", async () => {
  const tenant = await createTenant(db);
  const gate = openProcess();
  const [before] = await accepted(send(tenant, gate, event({ idempotencyKey: "k" })));
  await db.prisma.idempotencyKey.updateMany({ where: { sourceId: tenant.sourceId }, data: { expiresAt: new Date(Date.now() - 1) } });
  const other = openProcess();
  const again = await Promise.all([gate, other, gate, other].map((process) => accepted(send(tenant, process, event({ idempotencyKey: "k" })))));
  const ids = again.flat().map(({ id }) => id);
  expect(new Set(ids).size).toBe(1);
  expect(ids[0]).not.toBe(before?.id);
  expect(again.flat().filter(({ duplicate }) => !duplicate)).toHaveLength(1);
  expect(await db.prisma.event.count({ where: { sourceId: tenant.sourceId } })).toBe(2);
});

test("the source's own dedupe window decides when a key expires", async () => {
  const tenant = await createTenant(db);
  await updateSource({ organizationId: tenant.organizationId, actor: "system" }, tenant.sourceId, { dedupe_window_ms: 60_000 }, db);
  await accepted(send(tenant, openProcess(), event({ idempotencyKey: "k" })));
  const row = await db.prisma.idempotencyKey.findFirstOrThrow({ where: { sourceId: tenant.sourceId } });
  expect(Math.abs(row.expiresAt.getTime() - Date.now() - 60_000)).toBeLessThan(20_000);
});

test("a matching event stores its run and the engine's job in the same commit, and wakes the engine", async () => {
  const tenant = await createTenant(db);
  const { pipelineId, versionId } = await createPipeline(tenant.organizationId, [{ source: tenant.sourceId, match: "ticket.*" }], db);
  let wakes = 0;
  const gate = openProcess(() => wakes++);
  await accepted(send(tenant, gate, event({ type: "other" })));
  expect(wakes).toBe(0);
  const [stored] = await accepted(send(tenant, gate, event()));
  expect(wakes).toBe(1);
  const run = await db.prisma.run.findFirstOrThrow({ where: { eventId: stored?.id } });
  expect(run).toMatchObject({ organizationId: tenant.organizationId, pipelineId, pipelineVersionId: versionId, status: "queued", replay: 0 });
  const jobs = await db.pool.query("SELECT trigger, data, state FROM engine.jobs WHERE key = $1", [run.id]);
  expect(jobs.rows).toEqual([{ trigger: "pipeline/run.requested", data: { organizationId: tenant.organizationId, runId: run.id }, state: 0 }]);
});

test("a run that starts in this process gets what it would have read from the database", async () => {
  const tenant = await createTenant(db);
  const { pipelineId } = await createPipeline(tenant.organizationId, [{ source: tenant.sourceId }], db);
  const started: ReservedJob[] = [];
  const reserve = () => ({ owner: 5, count: 1, start: (jobs: ReservedJob[]) => void started.push(...jobs), cancel: () => {} });
  let wakes = 0;
  const gate = openGate({ databaseUrl: testDatabase.url, wake: () => wakes++, reserve });
  gates.push(gate);
  const payload = { b: 1.5, a: "é", list: [null, { deep: true }] };
  const sent = event({ payload, payloadJson: JSON.stringify(payload), idempotencyKey: "k", occurredAtMs: 1_700_000_000_123, traceparent: "00-x" });
  await accepted(send(tenant, gate, sent, event()));
  // Its sender is answered first.
  expect(started).toEqual([]);
  await gate.acceptor.settled();
  expect(started).toHaveLength(1);
  const runs = await db.prisma.run.findMany({ where: { pipelineId }, orderBy: { id: "asc" } });
  const key = { organizationId: tenant.organizationId, runId: runs[0]?.id ?? "" };
  // Its pipeline needs nothing durable, so it shares a job with the others of its commit, here none.
  expect(started).toMatchObject([{ trigger: "pipeline/runs.accepted", data: { runs: [[key.organizationId, key.runId]] }, weight: 1 }]);
  const loadRun = createLoadRun(db.pool, "https://events.example.com");
  const [handed] = (started[0]?.handover ?? []) as AcceptedRun[];
  expect(handed && (await loadRun(key, handed.row))).toEqual(await loadRun(key));
  const { rows } = await db.pool.query("SELECT key, state, owner, claim FROM engine.jobs WHERE key = ANY ($1) ORDER BY key", [runs.map(({ id }) => id)]);
  expect(rows).toEqual([{ key: runs[0]?.id, state: 1, owner: 5, claim: 1 }, { key: runs[1]?.id, state: 0, owner: null, claim: 0 }]);
  expect(wakes).toBe(1);
});

test("the jobs of one call are enqueued in the call's order", async () => {
  const tenant = await createTenant(db);
  await createPipeline(tenant.organizationId, [], db);
  const events = Array.from({ length: 500 }, (_, i) => event({ type: `t${i}` }));
  const gate = openProcess();
  await Promise.all([accepted(send(tenant, gate, event({ type: "lone" }))), accepted(send(tenant, gate, ...events))]);
  const jobs = await db.pool.query<{ type: string }>(
    `SELECT e.type FROM engine.jobs j JOIN runs r ON r.id = j.key JOIN events e ON e.id = r.event_id
     WHERE e.organization_id = $1 AND e.type <> 'lone' ORDER BY j.id`,
    [tenant.organizationId],
  );
  expect(jobs.rows.map(({ type }) => type)).toEqual(events.map(({ type }) => type));
});

test("what another process activated, paused or deployed counts for the very next event", async () => {
  const tenant = await createTenant(db);
  const gate = openProcess();
  const runsOf = async () => {
    const [stored] = await accepted(send(tenant, gate, event()));
    const runs = await db.prisma.run.findMany({ where: { eventId: stored?.id } });
    return runs.map((run) => run.pipelineId);
  };
  expect(await runsOf()).toEqual([]);
  const { pipelineId } = await createPipeline(tenant.organizationId, [{ source: tenant.sourceId }], db);
  for (let round = 0; round < 5; round++) {
    expect(await runsOf()).toEqual([pipelineId]);
    await setPipelineStatus(tenant.organizationId, pipelineId, "paused", db);
    expect(await runsOf()).toEqual([]);
    await setPipelineStatus(tenant.organizationId, pipelineId, "active", db);
  }
});

test("events sent while pipelines change are each stored once, with the runs of one revision", async () => {
  const tenant = await createTenant(db);
  const { pipelineId } = await createPipeline(tenant.organizationId, [], db);
  const processes = [openProcess(), openProcess()];
  const changes = (async () => {
    for (let i = 0; i < 20; i++) await setPipelineStatus(tenant.organizationId, pipelineId, i % 2 ? "active" : "paused", db);
  })();
  const sent: Promise<unknown>[] = [];
  for (let i = 0; i < 40; i++) {
    sent.push(...Array.from({ length: 10 }, () => accepted(send(tenant, processes[i % 2] as Gate, event()))));
    await new Promise((resolve) => setImmediate(resolve));
  }
  await Promise.all([changes, ...sent]);
  expect(await db.prisma.event.count({ where: { organizationId: tenant.organizationId } })).toBe(400);
  const runs = await db.prisma.run.groupBy({ by: ["eventId"], where: { organizationId: tenant.organizationId }, _count: true });
  expect(runs.every((group) => group._count === 1)).toBe(true);
});

test("a paused source is refused by every process at once, and takes events again when resumed", async () => {
  const tenant = await createTenant(db);
  const processes = [openProcess(), openProcess()];
  for (const gate of processes) await accepted(send(tenant, gate, event()));
  await pauseSource({ organizationId: tenant.organizationId, actor: "system" }, tenant.sourceId, db);
  for (const gate of processes) expect(await send(tenant, gate, event())).toEqual({ kind: "paused" });
  await resumeSource({ organizationId: tenant.organizationId, actor: "system" }, tenant.sourceId, db);
  for (const gate of processes) await accepted(send(tenant, gate, event()));
  expect(await db.prisma.event.count({ where: { sourceId: tenant.sourceId } })).toBe(4);
});

test("200 pipelines that do not match start nothing; the one that matches is found among them", async () => {
  const tenant = await createTenant(db);
  for (let i = 0; i < 200; i++) {
    const match = i % 4 === 0 ? `never-${i}.*` : `never-${i}`;
    await createPipeline(tenant.organizationId, [{ source: tenant.sourceId, match }], db);
  }
  const { pipelineId } = await createPipeline(tenant.organizationId, [{ source: tenant.sourceId, match: "wanted" }], db);
  const gate = openProcess();
  await accepted(send(tenant, gate, ...Array.from({ length: 100 }, () => event()), event({ type: "wanted" })));
  const runs = await db.prisma.run.findMany({ where: { organizationId: tenant.organizationId } });
  expect(runs.map((run) => run.pipelineId)).toEqual([pipelineId]);
});

test("connections killed in the middle of statements: what was answered is there, what failed can be sent again", async () => {
  const tenant = await createTenant(db);
  await createPipeline(tenant.organizationId, [], db);
  const gate = openProcess();
  await accepted(send(tenant, gate, event()));
  const settled: { key: string; id?: string }[] = [];
  let isKilling = true;
  const kills = (async () => {
    while (isKilling) {
      await db.pool.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'ingestlayer gate' AND datname = current_database()");
    }
  })();
  const senders = Array.from({ length: 16 }, async (_, sender) => {
    for (let i = 0; i < 30; i++) {
      const key = `${sender}-${i}`;
      const result = await accepted(send(tenant, gate, event({ idempotencyKey: key }), event({ type: "second" }))).catch(() => []);
      settled.push({ key, id: result[0]?.id });
    }
  });
  await Promise.all(senders);
  isKilling = false;
  await kills;
  const failed = settled.filter(({ id }) => id === undefined);
  const answered = settled.filter(({ id }) => id !== undefined);
  expect(failed.length).toBeGreaterThan(0);
  const rows = await db.prisma.event.findMany({ where: { id: { in: answered.map(({ id }) => id ?? "") } } });
  expect(rows).toHaveLength(answered.length);
  for (const { key } of failed) await accepted(send(tenant, gate, event({ idempotencyKey: key })));
  const keyed = await db.prisma.event.groupBy({ by: ["idempotencyKey"], where: { sourceId: tenant.sourceId, idempotencyKey: { not: null } }, _count: true });
  expect(keyed).toHaveLength(settled.length);
  expect(keyed.every((group) => group._count === 1)).toBe(true);
  const events = await db.prisma.event.count({ where: { organizationId: tenant.organizationId } });
  const jobs = await db.pool.query("SELECT count(*)::int AS n FROM engine.jobs j JOIN runs r ON r.id = j.key WHERE r.organization_id = $1", [tenant.organizationId]);
  expect(jobs.rows[0].n).toBe(events);
  expect(await db.prisma.run.count({ where: { organizationId: tenant.organizationId } })).toBe(events);
});
