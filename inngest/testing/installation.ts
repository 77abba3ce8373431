import { createGuardedHttp } from "@/lib/adapters/http/guarded-http";
import { postgresCache } from "@/lib/adapters/cache/postgres-cache";
import { postgresWindows } from "@/lib/adapters/postgres/window-places";
import { createGuardedMail } from "@/lib/adapters/smtp/guarded-mail";
import type { SystemMail } from "@/lib/adapters/smtp/system-mail";
import { createGuardedSql } from "@/lib/adapters/sql/guarded-sql";
import { closeDatabase, openDatabase, type Database } from "@/lib/db";
import { createExecutor } from "@/lib/durable/embedded/executor";
import { until } from "@/lib/durable/embedded/testing/engine-under-test";
import { databaseEntities } from "@/lib/entities/entity-port";
import { newId } from "@/lib/ids";
import { openGate } from "@/lib/ingest/gate";
import { createTenant } from "@/lib/ingest/testing/tenant";
import type { PipelineDefinition } from "@/lib/pipeline/definition";
import type { JsonObject } from "@/lib/pipeline/context";
import { systemClock } from "@/lib/ports/clock";
import type { Ports } from "@/lib/ports/ports";
import { createTestDatabase } from "@/lib/testing/database";
import { productFunctions } from "../product-functions";

export type Installation = {
  db: Database;
  databaseUrl: string;
  organizationId: string;
  sourceId: string;
  ports: Ports;
  /** A connection's id; its config is given as it is, unencrypted. */
  connect(kind: string, config: unknown): Promise<string>;
  /** A deployed and active pipeline. Connections and targets are ids already, as a deploy leaves them. */
  deploy(definition: PipelineDefinition): Promise<string>;
  /** The pipeline's next version, from now on the current one. */
  redeploy(pipelineId: string, definition: PipelineDefinition): Promise<void>;
  /** For what stores jobs in tests. */
  wake(): void;
  /** Accepted, with all that follows in the hands of the engine. */
  send(events: { type: string; payload: JsonObject; idempotencyKey?: string }[]): Promise<void>;
  /** Until no run and no delivery is open but those that are held. */
  settle(): Promise<void>;
  /** Another process of the same install. */
  addProcess(): Promise<void>;
  close(): Promise<void>;
};

export type InstallationOptions = {
  /** Of `http`: what the outside answers besides loopback. */
  http?: Ports["http"];
  /** How long a mail server may take, where that is less than a delivery's own limit. */
  mailTimeoutMs?: number;
  systemMail?: SystemMail | null;
};

/** The product's functions on the embedded engine over a database of its own, with everything real but the vendors. */
export async function startInstallation({ http: outside, mailTimeoutMs = Infinity, systemMail = null }: InstallationOptions = {}): Promise<Installation> {
  const testDatabase = await createTestDatabase();
  const db = openDatabase(testDatabase.url, 8);
  const { organizationId, sourceId } = await createTenant(db);
  const configs = new Map<string, unknown>();
  const guarded = createGuardedHttp({ allowPrivateNetwork: "127.0.0.0/8" });
  const http: Ports["http"] = { send: (request) => (outside && new URL(request.url).hostname !== "127.0.0.1" ? outside.send(request) : guarded.send({ ...request, timeoutMs: Math.min(request.timeoutMs, 2000) })) };
  const sql = createGuardedSql({ allowPrivateNetwork: "127.0.0.0/8, ::1/128" });
  const mail = createGuardedMail({ allowPrivateNetwork: "127.0.0.0/8" });
  const noModel = () => Promise.reject(new Error("no model here"));
  const ports: Ports = {
    clock: systemClock, http, sql,
    mail: { send: (server, message) => mail.send({ ...server, timeoutMs: Math.min(server.timeoutMs, mailTimeoutMs) }, message), verify: mail.verify },
    model: { classify: noModel, write: noModel },
    cache: postgresCache(db.pool), windows: postgresWindows(db.pool, systemClock), entities: databaseEntities(db),
  };
  let wake = () => {};
  const functions = productFunctions({
    db, history: db.pool, ports, publicUrl: "http://dashboard.test", systemMail, announceNotice: () => {},
    engine: { wake: () => wake(), reserve: (most, options) => executor.reserve(most, options) },
    openConnection: async (_, id) => configs.get(id) ?? null,
  });
  const executorOptions = { url: testDatabase.url, retryBaseMs: 5, functions };
  const executor = createExecutor(executorOptions);
  const others: typeof executor[] = [];
  await executor.start();
  wake = executor.wake;
  const gate = openGate({ databaseUrl: testDatabase.url, wake: () => wake(), reserve: executor.reserve });

  const stored = (definition: PipelineDefinition) => JSON.parse(JSON.stringify({ ...definition, sources: definition.sources.map((rule) => ({ ...rule, source: sourceId })) }));

  return {
    db, databaseUrl: testDatabase.url, organizationId, sourceId, ports,
    async connect(kind, config) {
      const id = newId("connection");
      configs.set(id, config);
      await db.prisma.connection.create({ data: { id, organizationId, slug: id.toLowerCase(), name: kind, kind, secretsEncrypted: new Uint8Array(1) } });
      return id;
    },
    wake: () => wake(),
    async redeploy(pipelineId, definition) {
      const versionId = newId("pipelineVersion");
      const number = 1 + (await db.prisma.pipelineVersion.count({ where: { pipelineId } }));
      await db.prisma.$transaction([
        db.prisma.pipelineVersion.create({ data: { id: versionId, organizationId, pipelineId, number, definition: stored(definition) } }),
        db.prisma.pipeline.update({ where: { id: pipelineId }, data: { activeVersionId: versionId } }),
        db.prisma.organization.update({ where: { id: organizationId }, data: { routingRevision: { increment: 1 } } }),
      ]);
    },
    async deploy(definition) {
      const [pipelineId, versionId] = [newId("pipeline"), newId("pipelineVersion")];
      const data = stored(definition);
      await db.prisma.$transaction([
        db.prisma.pipelineVersion.create({ data: { id: versionId, organizationId, pipelineId, number: 1, definition: data } }),
        db.prisma.pipeline.create({ data: { id: pipelineId, organizationId, slug: definition.slug, name: definition.name, status: "active", draft: data, activeVersionId: versionId } }),
        db.prisma.organization.update({ where: { id: organizationId }, data: { routingRevision: { increment: 1 } } }),
      ]);
      return pipelineId;
    },
    async send(events) {
      const entries = events.map(({ type, payload, idempotencyKey = null }) => ({ type, payload, payloadJson: JSON.stringify(payload), idempotencyKey, occurredAtMs: null, traceparent: null }));
      const answer = await gate.acceptor.accept({ organizationId, sourceId, events: entries });
      if (answer.kind !== "judged") throw new Error(`the gate answered ${answer.kind}`);
    },
    async addProcess() {
      const another = createExecutor(executorOptions);
      others.push(another);
      await another.start();
    },
    settle: () => until(async () => (await openRows(db, organizationId)) === 0),
    async close() {
      await Promise.all([executor, ...others].map((each) => each.stop()));
      await gate.close();
      await Promise.all([guarded.close(), sql.close()]);
      await closeDatabase(db);
      await testDatabase.drop();
    },
  };
}

async function openRows(db: Database, organizationId: string): Promise<number> {
  const { rows } = await db.pool.query<{ open: number }>(
    `SELECT (SELECT count(*) FROM runs WHERE organization_id = $1 AND finished_at IS NULL)::int
      + (SELECT count(*) FROM deliveries WHERE organization_id = $1 AND finished_at IS NULL AND status <> 'held')::int AS open`,
    [organizationId],
  );
  return rows[0]?.open ?? 0;
}
