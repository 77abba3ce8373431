import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { openBenchDatabase, startDeliveryBench, type BenchDatabase, type DeliveryBench } from "./testing/delivery-bench";
import { until } from "@/lib/durable/embedded/testing/engine-under-test";
import { NonRetriable } from "@/lib/durable/contract";
import { newId } from "@/lib/ids";
import { runTrigger } from "@/lib/runs/run-trigger";
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
const asRendered = { from: "destination", version: "original" } as const;

describe("an attempt", () => {
  it("is written before the call it stands for", async () => {
    let seen: unknown;
    const id = newId("delivery");
    bench.respond = async () => {
      seen = await bench.attempts(id);
      return { status: 200 };
    };
    await bench.plan({ id });
    await bench.reach(id, "delivered");
    expect(seen).toEqual([{ number: 1, status: "sending", code: null, finished_at: null }]);
    expect(await bench.attempts(id)).toMatchObject([{ number: 1, status: "delivered", finished_at: expect.any(Date) }]);
  });

  it("whose answer was recorded is never made again when its job is replayed", async () => {
    const [id = ""] = await bench.plan({});
    await bench.reach(id, "delivered");
    const data = { organizationId: bench.organizationId, deliveryId: id, sequence: 0, lane: null, gates: [] };
    const [jobId] = await bench.executor.enqueue([{ name: "delivery/webhook.requested", key: `${id}:replayed`, data }]);
    await until(async () => (await bench.db.pool.query("SELECT 1 FROM engine.jobs WHERE id = $1 AND state = 2", [jobId])).rowCount === 1);
    expect(bench.hook.requests).toHaveLength(1);
    expect(await bench.attempts(id)).toHaveLength(1);
  });

  const interrupted = async (onAmbiguous: "resend" | "hold") => {
    const id = newId("delivery");
    await bench.db.pool.query("INSERT INTO attempts (delivery_id, number, organization_id, status) VALUES ($1, 1, $2, 'sending')", [id, bench.organizationId]);
    await bench.plan({ id, onAmbiguous });
    return id;
  };

  it("left open by a death is closed as unknown, made again and the delivery marked possibly sent", async () => {
    const id = await interrupted("resend");
    expect(await bench.reach(id, "delivered")).toMatchObject({ possibly_sent: true, attempts: 2, failures: 0 });
    expect(await bench.attempts(id)).toMatchObject([{ number: 1, status: "unknown", code: "interrupted" }, { number: 2, status: "delivered" }]);
    expect(bench.hook.requests).toHaveLength(1);
  });

  it("left open by a death is closed as unknown and not made again where a double is worse than a miss", async () => {
    const id = await interrupted("hold");
    expect(await bench.reach(id, "held")).toMatchObject({ possibly_sent: true, code: "possibly_sent" });
    expect(await bench.attempts(id)).toMatchObject([{ number: 1, status: "unknown" }]);
    expect(bench.hook.requests).toEqual([]);
  });
});

describe("an answer", () => {
  it("of 429 parks the lane: order is kept and no failure is counted", async () => {
    bench.slack.faults.next("chat.postMessage", { kind: "rate_limited", retryAfterSeconds: 1 });
    const ids = [];
    for (const text of ["first", "second", "third"]) ids.push(...(await bench.plan(bench.slackMessage(text))));
    for (const id of ids) expect(await bench.reach(id, "delivered")).toMatchObject({ failures: 0, possibly_sent: false });
    expect(await bench.slackTexts()).toEqual(["first", "second", "third"]);
    expect(await bench.attempts(ids[0] ?? "")).toMatchObject([{ status: "retry", code: "rate_limited" }, { status: "delivered" }]);
    expect(await bench.attempts(ids[1] ?? "")).toHaveLength(1);
  });

  it("of 500 is ambiguous and tried again on the schedule", async () => {
    bench.respond = () => ({ status: 500 });
    const [id = ""] = await bench.plan({});
    const delivery = await bench.reach(id, "retrying");
    expect(delivery).toMatchObject({ code: "http_500", failures: 1, possibly_sent: true, sequence: 1 });
    const [attempt] = await bench.attempts(id);
    const delayMs = Number(delivery.next_attempt_at) - Number(attempt?.finished_at);
    expect(delayMs).toBeGreaterThanOrEqual(24_000 - 1);
    expect(delayMs).toBeLessThanOrEqual(36_000 + 1);
    const { rows } = await bench.db.pool.query<{ due: Date }>("SELECT due FROM engine.jobs WHERE key = $1", [`${id}:1`]);
    expect(Math.abs(Number(rows[0]?.due) - Number(delivery.next_attempt_at))).toBeLessThanOrEqual(1);
  });

  it("that refuses the payload ends the delivery", async () => {
    bench.respond = () => ({ status: 422 });
    const [id = ""] = await bench.plan({});
    expect(await bench.reach(id, "dead")).toMatchObject({ code: "http_422", attempts: 1, next_attempt_at: null });
    expect(await bench.connectionStatus(bench.hookId)).toBe("active");
  });

  it("to one destination never sends another again", async () => {
    bench.respond = ({ body }) => ({ status: body.includes("bad") && bench.hook.requests.length < 3 ? 500 : 200 });
    const [good = "", bad = ""] = await bench.plan({ destinationId: "good", message: { body: "good" } }, { destinationId: "bad", message: { body: "bad" } });
    await Promise.all([bench.reach(good, "delivered"), bench.reach(bad, "retrying")]);
    await replayDelivery(bench.db, { organizationId: bench.organizationId, actor: "system" }, bad, asRendered, wake);
    await bench.reach(bad, "delivered");
    expect(bench.hook.requests.map(({ body }) => body).toSorted()).toEqual(['"bad"', '"bad"', '"good"']);
    expect(await bench.attempts(good)).toHaveLength(1);
  });
});

describe("a person", () => {
  it("sends a dead delivery again", async () => {
    bench.respond = () => ({ status: 400 });
    const [id = ""] = await bench.plan({});
    await bench.reach(id, "dead");
    bench.respond = () => ({ status: 200 });
    await replayDelivery(bench.db, { organizationId: bench.organizationId, actor: "system" }, id, asRendered, wake);
    expect(await bench.reach(id, "delivered")).toMatchObject({ attempts: 2, failures: 0 });
    expect(bench.hook.requests.map(({ headers }) => headers["webhook-id"])).toEqual([id, id]);
  });

  it("can't send a delivered one again, nor another organization's", async () => {
    const [id = ""] = await bench.plan({});
    await bench.reach(id, "delivered");
    await expect(replayDelivery(bench.db, { organizationId: bench.organizationId, actor: "system" }, id, asRendered, wake)).rejects.toMatchObject({ code: "invalid_request", message: expect.stringContaining("its status is delivered") });
    await expect(replayDelivery(bench.db, { organizationId: newId("organization"), actor: "system" }, id, asRendered, wake)).rejects.toMatchObject({ code: "not_found" });
    expect(bench.hook.requests).toHaveLength(1);
  });
});

it("a delivery whose job was given up for a fault of ours comes back", async () => {
  bench.onOpen = () => {
    throw new NonRetriable("the key file is gone");
  };
  const [id = ""] = await bench.plan({});
  await until(async () => (await bench.delivery(id)).sequence === 1);
  expect(await bench.delivery(id)).toMatchObject({ status: "pending", failures: 0, next_attempt_at: expect.any(Date) });
  bench.onOpen = () => {};
  await bench.db.pool.query("UPDATE engine.jobs SET due = now() WHERE key = $1", [`${id}:1`]);
  wake();
  await bench.reach(id, "delivered");
  expect(bench.hook.requests).toHaveLength(1);
});

it("a run skips the destination whose condition is false and ends the one that can't be rendered", async () => {
  const destination = { kind: "webhook", connection: bench.hookId, target: {}, template: { mode: "json", body: "{}" } };
  const definition = {
    version: 1, slug: "bench", name: "Bench", sources: [], steps: [],
    destinations: [
      { ...destination, id: "gold", when: { combinator: "and", conditions: [{ field: "$event.tier", op: "==", value: "gold" }] } },
      { ...destination, id: "broken", template: { mode: "no-such-mode" } },
      { ...destination, id: "sound" },
    ],
  };
  const versionId = newId("pipelineVersion");
  const [runId, eventId] = [newId("run"), newId("event")];
  await bench.db.prisma.pipelineVersion.create({ data: { id: versionId, organizationId: bench.organizationId, pipelineId: newId("pipeline"), number: 1, definition } });
  await bench.db.prisma.event.create({ data: { id: eventId, organizationId: bench.organizationId, sourceId: bench.sourceId, type: "t", payload: { tier: "free" }, occurredAt: new Date() } });
  await bench.db.prisma.run.create({ data: { id: runId, organizationId: bench.organizationId, eventId, pipelineId: "pl", pipelineVersionId: versionId } });
  await bench.executor.enqueue([{ name: runTrigger, key: runId, data: { organizationId: bench.organizationId, runId } }]);
  const rows = async () => (await bench.db.pool.query("SELECT destination_id, status, code FROM deliveries WHERE run_id = $1 ORDER BY destination_id", [runId])).rows;
  await until(async () => (await rows()).some(({ status }) => status === "delivered"));
  expect(await rows()).toEqual([
    { destination_id: "broken", status: "dead", code: "invalid_template" },
    { destination_id: "gold", status: "skipped", code: null },
    { destination_id: "sound", status: "delivered", code: null },
  ]);
  expect(bench.hook.requests).toHaveLength(1);
});
