import { createGuardedHttp } from "@/lib/adapters/http/guarded-http";
import { closeDatabase, openDatabase, type Database } from "@/lib/db";
import { deliveryPace } from "@/lib/deliveries/delivery-pace";
import { createExecutor, type Executor } from "@/lib/durable/embedded/executor";
import { until } from "@/lib/durable/embedded/testing/engine-under-test";
import { newId } from "@/lib/ids";
import { createTenant } from "@/lib/ingest/testing/tenant";
import { productFunctions } from "@/inngest/product-functions";
import { systemClock } from "@/lib/ports/clock";
import type { Ports } from "@/lib/ports/ports";
import { createRunWriter, type FinishRunEngine } from "@/lib/runs/finish-run";
import type { DeliveryRow } from "@/lib/runs/run-result";
import { startSlackSandboxServer, type SlackSandboxServer } from "@/lib/slack-sandbox/testing-server";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { startRecordingServer, type RecordedAnswer, type RecordedRequest, type RecordingServer } from "@/lib/testing/recording-server";

export type DeliveryState = {
  id: string; organization_id: string; status: string; code: string | null; reason: string | null; attempts: number; failures: number; sequence: number;
  possibly_sent: boolean; next_attempt_at: Date | null; target: unknown; lane: string | null;
};
export type AttemptState = { number: number; status: string; code: string | null; finished_at: Date | null };

/** A tenant with a Slack and a webhook connection, real receivers and the embedded engine. */
export type DeliveryBench = {
  db: Database;
  slack: SlackSandboxServer;
  hook: RecordingServer;
  executor: Executor;
  organizationId: string;
  sourceId: string;
  slackId: string;
  hookId: string;
  channel: string;
  /** What the receiver of webhooks does; 200 unless told. */
  respond: (request: RecordedRequest) => RecordedAnswer | Promise<RecordedAnswer>;
  /** Called before each connection is opened; may throw. */
  onOpen: () => Promise<void> | void;
  /** Decrypted configs by connection. */
  configs: Map<string, unknown>;
  /** Finishes a run that planned these deliveries, as runs do; answers their ids. */
  plan(...deliveries: Partial<DeliveryRow>[]): Promise<string[]>;
  slackMessage(text: string): Partial<DeliveryRow>;
  delivery(id: string): Promise<DeliveryState>;
  attempts(id: string): Promise<AttemptState[]>;
  reach(id: string, status: string): Promise<DeliveryState>;
  slackTexts(): Promise<string[]>;
  connectionStatus(id: string): Promise<string>;
  close(): Promise<void>;
};

export const pipelineId = "pl_bench";

export type BenchDatabase = { test: TestDatabase; db: Database; close(): Promise<void> };

export async function openBenchDatabase(): Promise<BenchDatabase> {
  const test = await createTestDatabase();
  const db = openDatabase(test.url, 8);
  return { test, db, close: async () => (await closeDatabase(db), await test.drop()) };
}

export async function startDeliveryBench({ test, db }: BenchDatabase): Promise<DeliveryBench> {
  const slack = await startSlackSandboxServer({ limits: { post: "off" } });
  const hook = await startRecordingServer({ respond: (request) => bench.respond(request) });
  const { organizationId, sourceId } = await createTenant(db);
  const slackId = newId("connection");
  const hookId = newId("connection");
  const channel = await slack.channelId("alerts");
  for (const [id, kind] of [[slackId, "slack"], [hookId, "webhook"]] as const) {
    await db.prisma.connection.create({ data: { id, organizationId, slug: kind, name: kind, kind, secretsEncrypted: new Uint8Array(1) } });
  }
  const none = async () => {
    throw new Error("neither a model nor a cache is used here");
  };
  const http = createGuardedHttp({ allowPrivateNetwork: "127.0.0.0/8" });
  const ports = { clock: systemClock, http, model: { classify: none }, cache: { getOrCompute: none } } as unknown as Ports;
  const engine: FinishRunEngine = { wake: () => executor.wake(), reserve: (most, options) => executor.reserve(most, options) };
  const { finishRun } = createRunWriter(db.pool, engine);
  const functions = productFunctions({
    db, history: db.pool, ports, engine, publicUrl: "http://dashboard.test", systemMail: null, announceNotice: () => {},
    async openConnection(_, connectionId) {
      const config = bench.configs.get(connectionId) ?? null;
      await bench.onOpen();
      return config;
    },
  });
  const executor = createExecutor({ url: test.url, functions, retryBaseMs: 5 });

  const bench: DeliveryBench = {
    db, slack, hook, executor, organizationId, sourceId, slackId, hookId, channel,
    respond: () => ({ status: 200 }),
    onOpen: () => {},
    configs: new Map<string, unknown>([
      [slackId, { botToken: slack.botToken, apiBaseUrl: slack.apiUrl }],
      [hookId, { url: `${hook.url}/hook`, auth: "none" }],
    ]),
    async plan(...deliveries) {
      const runId = newId("run");
      const eventId = newId("event");
      await db.pool.query("INSERT INTO runs (id, organization_id, event_id, pipeline_id, pipeline_version_id, status) VALUES ($1, $2, $3, $4, 'plv', 'running')", [runId, organizationId, eventId, pipelineId]);
      const rows = deliveries.map((delivery) => ({ ...hookDelivery(hookId), ...delivery }));
      const run = { organizationId, runId, eventId, pipelineId, status: "succeeded" as const, reason: null, startedAtMs: Date.now(), traceparent: null };
      await finishRun({ ...run, stepRuns: [], deliveries: rows });
      return rows.map((row) => row.id);
    },
    slackMessage: (text) => ({
      destinationId: "on-call", kind: "slack", connectionId: slackId, target: { channel }, message: { text },
      // The real pace: order rests on a message being answered before the next one's start.
      ...deliveryPace({ kind: "slack", connection: slackId, target: { channel } }),
    }),
    async delivery(id) {
      const { rows } = await db.pool.query<DeliveryState>("SELECT * FROM deliveries WHERE id = $1", [id]);
      const [row] = rows;
      if (!row) throw new Error(`there is no delivery ${id}`);
      return row;
    },
    attempts: async (id) => (await db.pool.query<AttemptState>("SELECT number, status, code, finished_at FROM attempts WHERE delivery_id = $1 ORDER BY number", [id])).rows,
    async reach(id, status) {
      await until(async () => (await bench.delivery(id)).status === status);
      return bench.delivery(id);
    },
    slackTexts: async () => (await slack.messages("alerts")).map(({ text }) => text),
    connectionStatus: async (id) => (await db.prisma.connection.findUniqueOrThrow({ where: { id } })).status,
    async close() {
      await executor.stop();
      await Promise.all([slack.close(), hook.close()]);
      await db.pool.query("TRUNCATE engine.jobs, engine.checkpoints, engine.lanes, engine.executors, runs, deliveries, attempts, destination_attention, digests");
    },
  };
  await executor.start();
  return bench;
}

function hookDelivery(connectionId: string): DeliveryRow {
  return {
    id: newId("delivery"), destinationId: "archive", kind: "webhook", connectionId, target: {}, config: {}, onAmbiguous: "resend",
    message: { body: { n: 1 } }, cuts: [], lane: null, gates: [], groupKey: null, digest: null, notBeforeMs: null, status: "pending", code: null, reason: null, attempt: null,
  };
}
