import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { openBenchDatabase, pipelineId, startDeliveryBench, type BenchDatabase, type DeliveryBench } from "./testing/delivery-bench";
import { newId } from "@/lib/ids";
import { clearAttention } from "./clear-attention";
import { releaseStranded } from "./release-stranded";

// Slack's pace is about a second a message.
vi.setConfig({ testTimeout: 60_000 });

let database: BenchDatabase;
let bench: DeliveryBench;
beforeAll(async () => {
  database = await openBenchDatabase();
});
beforeEach(async () => {
  bench = await startDeliveryBench(database);
});
afterEach(() => bench.close());
afterAll(() => database.close());

const wake = () => bench.executor.wake();
const destination = () => ({ pipelineId, destinationId: "on-call" });

async function attention(): Promise<{ destination_id: string; code: string }[]> {
  return (await bench.db.pool.query("SELECT destination_id, code FROM destination_attention WHERE organization_id = $1", [bench.organizationId])).rows;
}

async function planHeld(...texts: string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const text of texts) {
    const [id = ""] = await bench.plan(bench.slackMessage(text));
    await bench.reach(id, "held");
    ids.push(id);
  }
  return ids;
}

describe("a channel that was archived", () => {
  it("holds its delivery and later ones, those without an attempt, and lets them go in order once mended", async () => {
    await bench.slack.store.setArchived(bench.channel, true);
    const [first = "", second = "", third = ""] = await planHeld("first", "second", "third");
    expect(await attention()).toEqual([{ destination_id: "on-call", code: "is_archived" }]);
    expect(await bench.delivery(first)).toMatchObject({ code: "is_archived", attempts: 1, failures: 0 });
    for (const id of [second, third]) {
      expect(await bench.delivery(id)).toMatchObject({ code: "is_archived", attempts: 0 });
      expect(await bench.attempts(id)).toEqual([]);
    }
    expect(await bench.connectionStatus(bench.slackId)).toBe("active");

    await bench.slack.store.setArchived(bench.channel, false);
    expect(await clearAttention(bench.db, bench.organizationId, destination(), wake)).toBe(3);
    for (const id of [first, second, third]) await bench.reach(id, "delivered");
    expect(await bench.slackTexts()).toEqual(["first", "second", "third"]);
    expect(await attention()).toEqual([]);
  });

  it("does not hold another destination of the pipeline", async () => {
    await bench.slack.store.setArchived(bench.channel, true);
    await planHeld("first");
    const [id = ""] = await bench.plan({});
    await bench.reach(id, "delivered");
  });
});

describe("a token that was revoked", () => {
  it("marks the connection, holds what goes over it, and lets that go in order once replaced", async () => {
    await bench.slack.store.revokeToken(bench.slack.botToken, "token_revoked");
    const ids = await planHeld("first", "second");
    expect(await bench.connectionStatus(bench.slackId)).toBe("attention");
    expect(await attention()).toEqual([]);
    expect(await bench.attempts(ids[1] ?? "")).toEqual([]);

    bench.configs.set(bench.slackId, { botToken: await bench.slack.addToken(["chat:write", "chat:write.public"]), apiBaseUrl: bench.slack.apiUrl });
    expect(await clearAttention(bench.db, bench.organizationId, { connectionId: bench.slackId }, wake)).toBe(2);
    for (const id of ids) await bench.reach(id, "delivered");
    expect(await bench.slackTexts()).toEqual(["first", "second"]);
  });

  it("marks nothing when the connection was given another one during the attempt, and the delivery goes on", async () => {
    await bench.slack.store.revokeToken(bench.slack.botToken, "token_revoked");
    const fresh = await bench.slack.addToken(["chat:write", "chat:write.public"]);
    bench.onOpen = async () => {
      bench.onOpen = () => {};
      bench.configs.set(bench.slackId, { botToken: fresh, apiBaseUrl: bench.slack.apiUrl });
      await bench.db.pool.query("UPDATE connections SET revision = revision + 1 WHERE id = $1", [bench.slackId]);
    };
    const [id = ""] = await planHeld("late");
    expect(await bench.connectionStatus(bench.slackId)).toBe("active");
    expect(await releaseStranded(bench.db.pool, wake)).toBe(1);
    await bench.reach(id, "delivered");
    expect(await bench.slackTexts()).toEqual(["late"]);
  });
});

describe("releaseStranded", () => {
  /** As a job leaves it that read the mark just before it was cleared. */
  async function hold(code: string, more: { destinationId?: string; connectionId?: string } = {}): Promise<string> {
    const [id = ""] = await bench.plan({ ...more, status: "dead" });
    await bench.db.pool.query("UPDATE deliveries SET status = 'held', code = $2, finished_at = NULL WHERE id = $1", [id, code]);
    return id;
  }

  it("sends what is held although its destination and connection work", async () => {
    const id = await hold("is_archived");
    expect(await releaseStranded(bench.db.pool, wake)).toBe(1);
    await bench.reach(id, "delivered");
    expect(await releaseStranded(bench.db.pool, wake)).toBe(0);
    expect(bench.hook.requests).toHaveLength(1);
  });

  it("leaves what is held for a reason", async () => {
    const broken = newId("connection");
    await bench.db.prisma.connection.create({
      data: { id: broken, organizationId: bench.organizationId, slug: "broken", name: "b", kind: "webhook", status: "attention", secretsEncrypted: new Uint8Array(1) },
    });
    await bench.db.pool.query("INSERT INTO destination_attention (organization_id, pipeline_id, destination_id, code, detail) VALUES ($1, $2, 'marked', 'c', 'd')", [bench.organizationId, pipelineId]);
    const ids = [
      await hold("possibly_sent"), await hold("connection_missing"), await hold("http_404", { destinationId: "marked" }),
      await hold("http_401", { connectionId: broken }), await hold("http_401", { connectionId: newId("connection") }),
    ];
    expect(await releaseStranded(bench.db.pool, wake)).toBe(0);
    for (const id of ids) expect(await bench.delivery(id)).toMatchObject({ status: "held", sequence: 0 });
  });

  it("takes at most 500 a call, the oldest first", async () => {
    bench.respond = () => ({ status: 200 });
    const id = await hold("http_404");
    await bench.db.pool.query(
      `INSERT INTO deliveries (id, organization_id, run_id, event_id, pipeline_id, destination_id, kind, connection_id, target, status, message)
       SELECT 'dlv_' || lpad(n::text, 26, '0'), organization_id, 'run_' || n, event_id, pipeline_id, destination_id, kind, connection_id, target, 'held', message
       FROM deliveries, generate_series(1, 500) n WHERE id = $1`,
      [id],
    );
    expect(await releaseStranded(bench.db.pool, () => {})).toBe(500);
    expect(await bench.delivery(id)).toMatchObject({ status: "held" });
    expect(await releaseStranded(bench.db.pool, wake)).toBe(1);
    await bench.reach(id, "delivered");
  });
});
