import "../testing/environment";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { firstIdAt, newId } from "@/lib/ids";
import type { Activity } from "@/lib/pipelines/activity-resource";
import { startTestApi, type Tenant, type TestApi } from "../testing/api";

let api: TestApi;
let tenant: Tenant;
let pipelineId: string;
let connectionId: string;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  tenant = await api.createTenant();
  connectionId = (await tenant.call("POST", "/v1/connections", { kind: "webhook", slug: "hook", config: { url: "http://127.0.0.1:9/x" }, verify: false })).body.data.id;
  pipelineId = (await tenant.call("POST", "/v1/pipelines", { definition: { version: 1, slug: "busy", name: "Busy", destinations: [{ id: "out", kind: "webhook", connection: "hook" }] } })).body.data.id;
});

const hourMs = 3_600_000;

/** A run that began `ago` milliseconds ago, with its one step and, if it got as far, its delivery. */
async function addRun({ ago = 0, status = "succeeded", step = "ok", durationMs = 4, delivery }: { ago?: number; status?: string; step?: string; durationMs?: number; delivery?: string }): Promise<void> {
  const atMs = Date.now() - ago;
  const at = new Date(atMs);
  const { organizationId } = tenant;
  const id = firstIdAt("run", atMs) + newId("run").slice(-16);
  await api.db.prisma.run.create({ data: { id, organizationId, eventId: newId("event"), pipelineId, pipelineVersionId: "plv_1", status, createdAt: at } });
  await api.db.prisma.runSteps.create({
    data: {
      runId: id, organizationId, stepIds: ["filter", "redact"], statuses: [step, step === "ok" ? "ok" : "skipped"], durationsMs: [durationMs, durationMs],
      details: ["filter.match", "redact.pii"].map((kind) => ({ id: newId("stepRun"), kind, attempts: 1, started_at: at.toISOString() })),
    },
  });
  if (!delivery) return;
  const deliveryId = id.replace("run_", "dlv_");
  await api.db.prisma.delivery.create({ data: { id: deliveryId, organizationId, runId: id, eventId: "evt_1", pipelineId, destinationId: "out", kind: "webhook", connectionId, target: {}, status: delivery, createdAt: at } });
}

describe("the activity of a pipeline", () => {
  it("counts outcomes of runs and deliveries of the last 24 hours in hourly buckets, nothing older", async () => {
    await addRun({ delivery: "delivered" });
    await addRun({ status: "filtered", step: "dropped" });
    await addRun({ ago: 3 * hourMs, delivery: "dead" });
    await addRun({ ago: 3 * hourMs, status: "failed", step: "failed" });
    await addRun({ ago: 30 * hourMs, delivery: "delivered" });
    await addRun({ status: "queued", delivery: "retrying" });
    const { activity } = (await tenant.call("GET", "/v1/pipelines")).body.data[0];
    expect(activity.runs).toEqual({ total: 5, running: 1, succeeded: 2, filtered: 1, failed: 1 });
    expect(activity.deliveries).toEqual({ pending: 0, retrying: 1, held: 0, delivered: 1, skipped: 0, dead: 1 });
    expect(activity.series).toHaveLength(24);
    expect(activity.series.at(-4)).toMatchObject({ runs: 2, failed: 1, dead: 1 });
    expect(activity.series.reduce((sum: number, point: Activity["series"][number]) => sum + point.runs, 0)).toBe(5);
  });

  it("counts what went into each step, was dropped and failed, its median, and each destination's deliveries", async () => {
    await addRun({ durationMs: 2, delivery: "delivered" });
    await addRun({ durationMs: 4, delivery: "held" });
    await addRun({ durationMs: 9, status: "filtered", step: "dropped" });
    const { body } = await tenant.call("GET", `/v1/pipelines/${pipelineId}/activity?window=1h`);
    expect(body.data.steps).toEqual(expect.arrayContaining([
      { step_id: "filter", in: 3, dropped: 1, failed: 0, p50_ms: 4 },
      { step_id: "redact", in: 2, dropped: 0, failed: 0, p50_ms: 3 },
    ]));
    expect(body.data.destinations).toEqual([{ destination_id: "out", pending: 0, retrying: 0, held: 1, delivered: 1, skipped: 0, dead: 0 }]);
    expect(body.data.series).toHaveLength(12);
    expect(body.data.counted_since).toBe(body.data.from);
  });

  it("is another organization's business", async () => {
    await addRun({ delivery: "delivered" });
    const stranger = await api.createTenant();
    expect((await stranger.call("GET", `/v1/pipelines/${pipelineId}/activity`)).status).toBe(404);
    await stranger.call("POST", "/v1/pipelines", { definition: { version: 1, slug: "quiet", name: "Quiet" } });
    expect((await stranger.call("GET", "/v1/pipelines")).body.data[0].activity.runs.total).toBe(0);
  });

  it("names the destinations that need a person, by their target or by their connection", async () => {
    const { organizationId } = tenant;
    await tenant.call("POST", `/v1/pipelines/${pipelineId}/deploy`);
    expect((await tenant.call("GET", "/v1/pipelines")).body.data[0].attention).toEqual([]);
    await api.db.prisma.destinationAttention.create({ data: { organizationId, pipelineId, destinationId: "gone", code: "is_archived", detail: "d" } });
    await api.db.prisma.connection.update({ where: { id: connectionId }, data: { status: "attention", attentionCode: "http_401", attentionDetail: "refused" } });
    expect((await tenant.call("GET", "/v1/pipelines")).body.data[0].attention).toEqual([
      { destination_id: "gone", code: "is_archived", detail: "d" },
      { destination_id: "out", code: "http_401", detail: "refused" },
    ]);
  });
});
