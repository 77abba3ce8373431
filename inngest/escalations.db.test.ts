import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import example from "@/examples/route-support-escalations.json";
import { createGuardedHttp } from "@/lib/adapters/http/guarded-http";
import { closeDatabase, openDatabase, type Database } from "@/lib/db";
import type { DurableFunction } from "@/lib/durable/contract";
import { createExecutor } from "@/lib/durable/embedded/executor";
import { until } from "@/lib/durable/embedded/testing/engine-under-test";
import { createRelay } from "@/lib/durable/relay/relay-jobs";
import { newId } from "@/lib/ids";
import { openGate } from "@/lib/ingest/gate";
import { createTenant } from "@/lib/ingest/testing/tenant";
import { systemClock } from "@/lib/ports/clock";
import type { Ports } from "@/lib/ports/ports";
import { startSlackSandboxServer, type SlackSandboxServer } from "@/lib/slack-sandbox/testing-server";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { startRecordingServer, type RecordingServer } from "@/lib/testing/recording-server";
import { productFunctions } from "./product-functions";
import { createSendToInngest } from "./send-to-inngest";
import { createProtocolDriver, testSettings, type DriverOptions } from "./testing/protocol-driver";

const tickets = [
  { ticket_id: "T-1", subject: "Production is down", body: "Nothing works. Call ada@example.com", customer_tier: "enterprise", channel: "email" },
  { ticket_id: "T-2", subject: "How do I export?", body: "Just asking", customer_tier: "pro", channel: "chat" },
  { ticket_id: "T-3", subject: "Charged twice", body: "outage of my wallet", customer_tier: "free", channel: "phone" },
  { ticket_id: "T-4", subject: "The button is broken", body: "It fails", customer_tier: "pro", channel: "chat" },
];

/** Runs the engine until everything is delivered; `done` asks the database. */
type RunEngine = (functions: DurableFunction[], connect: (wake: () => void) => Promise<void>, done: () => Promise<boolean>) => Promise<void>;

let testDatabase: TestDatabase;
let db: Database;
let slack: SlackSandboxServer;
let archive: RecordingServer;
const http = createGuardedHttp({ allowPrivateNetwork: "127.0.0.0/8" });

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  db = openDatabase(testDatabase.url, 8);
});
afterEach(async () => {
  await Promise.all([slack.close(), archive.close()]);
  await db.pool.query("TRUNCATE engine.jobs, engine.checkpoints, engine.lanes, engine.executors");
});
afterAll(async () => {
  await closeDatabase(db);
  await testDatabase.drop();
});

const embedded: RunEngine = async (functions, connect, done) => {
  const executor = createExecutor({ url: testDatabase.url, functions, retryBaseMs: 5 });
  await executor.start();
  await connect(executor.wake);
  await until(done);
  await executor.stop();
};

const inngest = (options: Omit<DriverOptions, "functions">): RunEngine => async (functions, connect, done) => {
  const driver = await createProtocolDriver({ functions, time: "real", ...options });
  const relay = createRelay({ url: testDatabase.url, forward: createSendToInngest({ ...testSettings, fetch: driver.fetch }) });
  await relay.start();
  await connect(relay.wake);
  await until(async () => {
    await driver.settle();
    return done();
  });
  await relay.stop();
  expect(driver.runs().filter(({ state }) => state !== "completed")).toEqual([]);
};

async function runScenario(runEngine: RunEngine) {
  // What is compared is what the engines leave behind: a busy machine must not bring a second 429 of its own.
  slack = await startSlackSandboxServer({ limits: { post: "off" } });
  archive = await startRecordingServer();
  // The first message meets a 429: its delivery parks and burns no attempt of its schedule.
  slack.faults.next("chat.postMessage", { kind: "rate_limited", retryAfterSeconds: 1 });
  const { organizationId, sourceId } = await createTenant(db);
  const configs = new Map<string, unknown>([
    [newId("connection"), { botToken: slack.botToken, apiBaseUrl: slack.apiUrl }],
    [newId("connection"), { url: `${archive.url}/archive`, auth: "none" }],
  ]);
  const [slackId = "", archiveId = ""] = configs.keys();
  await deploy(organizationId, sourceId, { slackId, archiveId, channel: await slack.channelId("alerts") });

  let wake = () => {};
  const gate = openGate({ databaseUrl: testDatabase.url, wake: () => wake() });
  const functions = functionsWith(() => wake(), async (_, connectionId) => configs.get(connectionId) ?? null);
  await runEngine(
    functions,
    async (wakeEngine) => {
      wake = wakeEngine;
      const events = tickets.map((ticket) => ({
        type: "support.ticket.created", payload: ticket, payloadJson: JSON.stringify(ticket), idempotencyKey: ticket.ticket_id, occurredAtMs: null, traceparent: null,
      }));
      expect((await gate.acceptor.accept({ organizationId, sourceId, events })).kind).toBe("judged");
    },
    async () => {
      const { rows } = await db.pool.query<{ open: number }>(
        `SELECT (SELECT count(*) FROM runs WHERE organization_id = $1 AND finished_at IS NULL)::int
          + (SELECT count(*) FROM deliveries WHERE organization_id = $1 AND finished_at IS NULL)::int AS open`,
        [organizationId],
      );
      return rows[0]?.open === 0;
    },
  );
  await gate.close();
  return collect(organizationId);
}

function functionsWith(wake: () => void, openConnection: (organizationId: string, connectionId: string) => Promise<unknown>) {
  const none = async () => {
    throw new Error("the scenario uses neither a model nor a cache");
  };
  const ports = { clock: systemClock, http, model: { classify: none }, cache: { getOrCompute: none } } as unknown as Ports;
  return productFunctions({
    db, history: db.pool, ports, openConnection, publicUrl: "http://dashboard.test", systemMail: null, announceNotice: () => {},
    engine: { wake, reserve: () => null },
  });
}

/** The example as a deploy leaves it: names replaced by ids. */
async function deploy(organizationId: string, sourceId: string, ids: { slackId: string; archiveId: string; channel: string }): Promise<void> {
  const pipelineId = newId("pipeline");
  const versionId = newId("pipelineVersion");
  const definition = structuredClone(example) as { destinations: { kind: string; connection: string; target: object }[]; sources: { source: string }[]; slug: string; name: string };
  for (const source of definition.sources) source.source = sourceId;
  for (const destination of definition.destinations) {
    const isSlack = destination.kind === "slack";
    destination.connection = isSlack ? ids.slackId : ids.archiveId;
    if (isSlack) destination.target = { channel: ids.channel, channelName: "alerts" };
  }
  const connection = (id: string, kind: string) => ({ id, organizationId, slug: kind, name: kind, kind, secretsEncrypted: new Uint8Array(1) });
  await db.prisma.$transaction([
    db.prisma.connection.create({ data: connection(ids.slackId, "slack") }),
    db.prisma.connection.create({ data: connection(ids.archiveId, "webhook") }),
    db.prisma.pipelineVersion.create({ data: { id: versionId, organizationId, pipelineId, number: 1, definition } }),
    db.prisma.pipeline.create({
      data: { id: pipelineId, organizationId, slug: definition.slug, name: definition.name, status: "active", draft: definition, activeVersionId: versionId },
    }),
    db.prisma.organization.update({ where: { id: organizationId }, data: { routingRevision: { increment: 1 } } }),
  ]);
}

/** Everything the scenario left behind, without ids and times, which differ from run to run. */
async function collect(organizationId: string) {
  const rows = async (text: string) => (await db.pool.query<{ row: string }>(text, [organizationId])).rows.map(({ row }) => row);
  const messages = await slack.messages("alerts");
  return {
    messages: messages.map(({ text, blocks }) => withoutIds(JSON.stringify({ text, blocks }))).toSorted(),
    archived: archive.requests.map(({ path, body }) => withoutIds(`${path} ${body}`)).toSorted(),
    runs: await rows("SELECT status || ' ' || coalesce(reason, '') AS row FROM runs WHERE organization_id = $1 ORDER BY 1"),
    steps: await rows("SELECT step_id || ' ' || status AS row FROM step_runs WHERE organization_id = $1 ORDER BY 1"),
    deliveries: await rows("SELECT destination_id || ' ' || status || ' ' || failures || ' ' || possibly_sent AS row FROM deliveries WHERE organization_id = $1 ORDER BY 1"),
    attempts: await rows("SELECT status || ' ' || coalesce(code, '') AS row FROM attempts WHERE organization_id = $1 ORDER BY 1"),
  };
}

function withoutIds(text: string): string {
  return text.replaceAll(/[a-z]+_[0-9A-HJKMNP-TV-Z]{26}/gi, "<id>");
}

describe("the escalation example", () => {
  it("leaves the same messages and the same history on every engine", async () => {
    const expected = await runScenario(embedded);
    expect(expected.runs).toHaveLength(4);
    expect(expected.messages).toHaveLength(2);
    expect(expected.archived).toHaveLength(1);
    expect(expected.messages.join()).not.toContain("ada@example.com");
    expect(expected.attempts).toEqual(["delivered ", "delivered ", "delivered ", expect.stringMatching(/^retry /)]);
    for (const options of [{ checkpointing: true }, { checkpointing: false }]) {
      await Promise.all([slack.close(), archive.close()]);
      await db.pool.query("TRUNCATE engine.jobs, engine.checkpoints, engine.lanes, engine.executors");
      expect(await runScenario(inngest(options)), JSON.stringify(options)).toEqual(expected);
    }
  });

  it("sends each message once although the answer to every call through the SDK is lost once, since steps are checkpointed", async () => {
    let isLost = false;
    const losesAnswer = () => (isLost = !isLost);
    const { messages, archived, deliveries } = await runScenario(inngest({ checkpointing: true, losesAnswer }));
    expect({ messages: messages.length, archived: archived.length }).toEqual({ messages: 2, archived: 1 });
    expect(deliveries).toEqual(["archive delivered 0 false", "archive skipped 0 false", "on-call delivered 0 false", "on-call delivered 0 false"]);
  });

  it("says which messages may have arrived twice when a sent one's record is lost", async () => {
    let isLost = false;
    const losesAnswer = () => (isLost = !isLost);
    const { messages, deliveries } = await runScenario(inngest({ checkpointing: false, losesAnswer }));
    expect(new Set(messages).size).toBe(2);
    const doubtful = deliveries.filter((delivery) => delivery.startsWith("on-call delivered") && delivery.endsWith("true"));
    expect(doubtful.length).toBeGreaterThan(0);
    expect(messages.length - 2).toBeLessThanOrEqual(doubtful.length);
  });
});
