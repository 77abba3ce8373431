import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { openBenchDatabase, pipelineId, startDeliveryBench, type BenchDatabase, type DeliveryBench } from "./testing/delivery-bench";
import { inTransaction } from "@/lib/adapters/postgres/in-transaction";
import { until } from "@/lib/durable/embedded/testing/engine-under-test";
import { NonRetriable } from "@/lib/durable/contract";
import { newId } from "@/lib/ids";
import { clearAttention } from "./clear-attention";
import { releaseStranded } from "./release-stranded";
import { replayDeliveries } from "./replay-deliveries";
import { replayDelivery } from "./replay-delivery";

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
const caller = () => ({ organizationId: bench.organizationId, actor: "system" as const });

/** An event that gathers for an hour with those of its key. */
async function gather(text: string, key = "api", more: { onAmbiguous?: "resend" | "hold" } = {}): Promise<string> {
  const [id = ""] = await bench.plan({ ...bench.slackMessage(text), digest: { key, names: [key] }, notBeforeMs: Date.now() + 3_600_000, ...more });
  return id;
}

async function gatherAll(...texts: string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const text of texts) ids.push(await gather(text));
  return ids;
}

/** As if the time had passed that jobs wait for. */
async function timePasses(): Promise<void> {
  await bench.db.pool.query("UPDATE engine.jobs SET due = now() WHERE state = 6");
  wake();
}

type Member = { id: string; status: string; code: string | null; reason: string | null; carried_by: string | null; possibly_sent: boolean; receipt: unknown; next_attempt_at: Date | null };

async function members(ids: string[]): Promise<Member[]> {
  return (await bench.db.pool.query<Member>("SELECT id, status, code, reason, carried_by, possibly_sent, receipt, next_attempt_at FROM deliveries WHERE id = ANY ($1) ORDER BY id", [ids])).rows;
}

/** They are all the same but for their ids, and stand so. */
async function standTogether(ids: string[], status: string): Promise<Member> {
  await until(async () => (await members(ids)).every((member) => member.status === status));
  const [first, ...others] = (await members(ids)).map(({ id: _, ...rest }) => rest);
  for (const other of others) expect(other).toEqual(first);
  const [any] = await members(ids);
  if (!any) throw new Error("there are none");
  return any;
}

/** A statement that begins so waits for a lock that another transaction holds. */
async function isBlocked(statement: string): Promise<boolean> {
  const { rowCount } = await bench.db.pool.query("SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND starts_with(trim(query, E'\\n'), $1)", [statement]);
  return rowCount === 1;
}

const jobKeys = async () => (await bench.db.pool.query<{ key: string }>("SELECT key FROM engine.jobs WHERE trigger LIKE 'delivery/%' ORDER BY id")).rows.map(({ key }) => key);
const headings = async () => (await bench.slackTexts()).map((text) => text.split(" since ")[0]);

describe("events of one key", () => {
  it("gather into one message, whoever comes first of many at once, and end with one receipt", async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, (_, n) => gather(`event ${n}`)));
    const carrier = (await members(ids))[0]?.carried_by ?? "";
    expect(ids).toContain(carrier);
    expect(await jobKeys()).toEqual([`${carrier}:0`]);
    await standTogether(ids, "pending");
    await timePasses();
    const { receipt } = await standTogether(ids, "delivered");
    expect(receipt).toMatchObject({ permalink: expect.any(String) });
    expect(await headings()).toEqual(["20 events"]);
    for (const id of ids) expect(await bench.attempts(id)).toHaveLength(id === carrier ? 1 : 0);
    const { rows } = await bench.db.pool.query<{ request: unknown }>("SELECT request FROM attempts WHERE delivery_id = $1", [carrier]);
    for (let n = 0; n < 20; n++) expect(JSON.stringify(rows[0]?.request)).toContain(`|event ${n}>`);
  });

  it("are listed as they came, each with its own page", async () => {
    const ids = await gatherAll("first", "second");
    const { rows } = await bench.db.pool.query<{ event_id: string }>("SELECT event_id FROM deliveries WHERE id = ANY ($1) ORDER BY event_id", [ids]);
    await timePasses();
    await standTogether(ids, "delivered");
    const [message] = await bench.slack.messages("alerts");
    expect(JSON.stringify(message?.blocks)).toContain(rows.map(({ event_id: id }, n) => `• <http://dashboard.test/events/${id}|${["first", "second"][n]}>`).join("\\n"));
  });

  it("are sent as they are where there is one, and apart where their keys are", async () => {
    const ids = [await gather("alone", "a"), await gather("lonely", "b")];
    await timePasses();
    for (const id of ids) await bench.reach(id, "delivered");
    expect((await bench.slackTexts()).toSorted()).toEqual(["alone", "lonely"]);
  });

  it("that come while it is being sent start the next one", async () => {
    const early = await gatherAll("one", "two");
    const late: string[] = [];
    bench.onOpen = async () => {
      bench.onOpen = () => {};
      late.push(await gather("three"), await gather("four"), await gather("five"));
    };
    await timePasses();
    await standTogether(early, "delivered");
    expect(await headings()).toEqual(["2 events"]);
    await standTogether(late, "pending");
    await timePasses();
    await standTogether(late, "delivered");
    expect(await headings()).toEqual(["2 events", "3 events"]);
  });

  it("that are stored while another process closes it start the next one", async () => {
    const early = await gatherAll("one", "two");
    let storing = Promise.resolve("");
    await inTransaction(bench.db.pool, async (other) => {
      await other.query("UPDATE digests SET closed_at = now() WHERE carrier_id = $1", [early[0]]);
      storing = gather("three");
      await expect.poll(() => isBlocked("WITH input AS"), { timeout: 30_000 }).toBe(true);
    });
    const late = await storing;
    expect(await bench.delivery(late)).toMatchObject({ carried_by: late });
    expect(await jobKeys()).toEqual([`${early[0]}:0`, `${late}:0`]);
    await timePasses();
    await standTogether(early, "delivered");
    await bench.reach(late, "delivered");
    expect((await headings()).toSorted()).toEqual(["2 events", "three"]);
  });

  it("that are being stored by another process when it closes are in it", async () => {
    const [carrier = "", ...others] = await gatherAll("one", "two");
    const late = newId("delivery");
    await inTransaction(bench.db.pool, async (other) => {
      await other.query("UPDATE digests SET closes_at = closes_at WHERE carrier_id = $1", [carrier]);
      await other.query(
        `INSERT INTO deliveries (id, organization_id, run_id, event_id, pipeline_id, destination_id, kind, connection_id, target, config, message, status, carried_by)
         SELECT $2, organization_id, $2, event_id, pipeline_id, destination_id, kind, connection_id, target, config, '{"text":"late"}', status, carried_by FROM deliveries WHERE id = $1`,
        [carrier, late],
      );
      await timePasses();
      await expect.poll(() => isBlocked("UPDATE digests SET closed_at"), { timeout: 30_000 }).toBe(true);
    });
    await standTogether([carrier, ...others, late], "delivered");
    expect(await headings()).toEqual(["3 events"]);
  });
});

describe("all of a digest", () => {
  it("are held together without an attempt while the destination is paused, and go as one when it is resumed", async () => {
    await bench.db.pool.query("INSERT INTO destination_attention (organization_id, pipeline_id, destination_id, code, detail) VALUES ($1, $2, 'on-call', 'paused', 'it was paused')", [bench.organizationId, pipelineId]);
    const ids = await gatherAll("one", "two", "three");
    await timePasses();
    expect(await standTogether(ids, "held")).toMatchObject({ code: "paused", next_attempt_at: null });
    const later = await gatherAll("four", "five");
    expect(await clearAttention(bench.db, bench.organizationId, { pipelineId, destinationId: "on-call" }, wake)).toBe(3);
    await standTogether(ids, "delivered");
    await standTogether(later, "pending");
    await timePasses();
    await standTogether(later, "delivered");
    expect(await headings()).toEqual(["3 events", "2 events"]);
  });

  it("are held together when the channel refuses them, and go as one once it is mended", async () => {
    await bench.slack.store.setArchived(bench.channel, true);
    const ids = await gatherAll("one", "two");
    await timePasses();
    expect(await standTogether(ids, "held")).toMatchObject({ code: "is_archived" });
    await bench.slack.store.setArchived(bench.channel, false);
    await bench.db.pool.query("DELETE FROM destination_attention");
    expect(await releaseStranded(bench.db.pool, wake)).toBe(2);
    await standTogether(ids, "delivered");
    expect(await headings()).toEqual(["2 events"]);
  });

  it("die together, and go again as one whichever of them is replayed", async () => {
    bench.slack.faults.next("chat.postMessage", { kind: "error", error: "msg_too_long" });
    const ids = await gatherAll("one", "two", "three");
    await timePasses();
    expect(await standTogether(ids, "dead")).toMatchObject({ code: "msg_too_long" });
    await replayDelivery(bench.db, caller(), ids[2] ?? "", { from: "destination", version: "original" }, wake);
    await standTogether(ids, "delivered");
    expect(await headings()).toEqual(["3 events"]);
  });

  it("go again as one in a bulk replay, counted once each", async () => {
    bench.slack.faults.next("chat.postMessage", { kind: "error", error: "msg_too_long", times: 2 });
    const ids = await gatherAll("one", "two", "three");
    const others = [await gather("four", "b"), await gather("five", "b")];
    await timePasses();
    await standTogether(ids, "dead");
    await standTogether(others, "dead");
    const job = await replayDeliveries(bench.db, caller(), { filter: { status: "dead" }, from: "destination", version: "original" }, wake);
    expect(job.total).toBe(5);
    await standTogether(ids, "delivered");
    await standTogether(others, "delivered");
    expect((await headings()).toSorted()).toEqual(["2 events", "3 events"]);
    await until(async () => (await bench.db.pool.query("SELECT 1 FROM replay_jobs WHERE id = $1 AND status = 'done'", [job.id])).rowCount === 1);
    expect((await bench.db.pool.query("SELECT replayed, skipped FROM replay_jobs WHERE id = $1", [job.id])).rows).toEqual([{ replayed: 5, skipped: 0 }]);
  });

  it("wait together for a retry, and go as one", async () => {
    bench.slack.faults.next("chat.postMessage", { kind: "500" });
    const ids = await gatherAll("one", "two");
    await timePasses();
    expect(await standTogether(ids, "retrying")).toMatchObject({ possibly_sent: true, next_attempt_at: expect.any(Date) });
    await timePasses();
    await standTogether(ids, "delivered");
    expect(await headings()).toEqual(["2 events"]);
  });

  it("stay together through a 429, which later ones do not join", async () => {
    bench.slack.faults.next("chat.postMessage", { kind: "rate_limited", retryAfterSeconds: 1 });
    const ids = await gatherAll("one", "two");
    await timePasses();
    await until(async () => (await members(ids)).every(({ code }) => code === "rate_limited"));
    const late = await gather("three");
    expect(await bench.delivery(late)).toMatchObject({ status: "pending", carried_by: late });
    await standTogether(ids, "delivered");
    expect(await headings()).toEqual(["2 events"]);
  });
});

describe("after a death", () => {
  const interrupted = async (onAmbiguous: "resend" | "hold") => {
    const ids = [await gather("one", "api", { onAmbiguous }), await gather("two", "api", { onAmbiguous })];
    await bench.db.pool.query("INSERT INTO attempts (delivery_id, number, organization_id, status) VALUES ($1, 1, $2, 'sending')", [ids[0], bench.organizationId]);
    await bench.db.pool.query("UPDATE digests SET closed_at = now()");
    await timePasses();
    return ids;
  };

  it("amid the send all are sent again, as possibly sent", async () => {
    expect(await standTogether(await interrupted("resend"), "delivered")).toMatchObject({ possibly_sent: true });
    expect(await headings()).toEqual(["2 events"]);
  });

  it("amid the send none is sent again where a double is worse than a miss", async () => {
    expect(await standTogether(await interrupted("hold"), "held")).toMatchObject({ possibly_sent: true, code: "possibly_sent" });
    expect(await headings()).toEqual([]);
  });

  it("behind the answer none is sent again", async () => {
    const ids = await gatherAll("one", "two");
    await timePasses();
    await standTogether(ids, "delivered");
    const data = { organizationId: bench.organizationId, deliveryId: ids[0] ?? "", sequence: 0, lane: null, gates: [], isDigest: true };
    const [jobId] = await bench.executor.enqueue([{ name: "delivery/slack.requested", key: "replayed", data }]);
    await until(async () => (await bench.db.pool.query("SELECT 1 FROM engine.jobs WHERE id = $1 AND state = 2", [jobId])).rowCount === 1);
    expect(await headings()).toEqual(["2 events"]);
  });

  it("of the job, given up for a fault of ours, all come back", async () => {
    bench.onOpen = () => {
      throw new NonRetriable("the key file is gone");
    };
    const ids = await gatherAll("one", "two");
    await timePasses();
    await until(async () => (await bench.delivery(ids[0] ?? "")).sequence === 1);
    expect(await standTogether(ids, "pending")).toMatchObject({ next_attempt_at: expect.any(Date) });
    bench.onOpen = () => {};
    await timePasses();
    await standTogether(ids, "delivered");
    expect(await headings()).toEqual(["2 events"]);
  });
});
