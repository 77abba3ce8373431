import "../testing/environment";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { replayJobs } from "@/lib/deliveries/replay-deliveries";
import { inBatches } from "@/inngest/functions/in-batches";
import { createMemoryStepPort } from "@/lib/durable/testing/memory-step-port";
import { startTestApi, type Tenant, type TestApi } from "../testing/api";
import { createHistory, storeDelivery, type StoredDelivery } from "../testing/history";

let api: TestApi;
let owner: Tenant;
let stranger: Tenant;
beforeAll(async () => {
  api = await startTestApi();
});
beforeEach(async () => {
  [owner, stranger] = [await api.createTenant(), await api.createTenant()];
});
afterAll(() => api.close());

const store = (delivery: StoredDelivery) => storeDelivery(owner.organizationId, delivery, api.db);
const idsOf = async (query: string) => (await owner.call("GET", `/v1/deliveries?${query}`)).body.data.map(({ id }: { id: string }) => id);
const statusOf = async (id: string) => (await owner.call("GET", `/v1/deliveries/${id}`)).body.data.status;

describe("the list of deliveries", () => {
  it("takes several statuses at once, newest first over all of them, page by page", async () => {
    const ids: string[] = [];
    for (const status of ["dead", "held", "dead", "delivered", "held", "retrying", "dead"]) ids.push(await store({ status }));
    const [a, b, c, , e, , g] = ids;
    expect(await idsOf("status=dead,held")).toEqual([g, e, c, b, a]);
    const first = (await owner.call("GET", "/v1/deliveries?status=dead,held&limit=2")).body;
    expect(first.data.map(({ id }: { id: string }) => id)).toEqual([g, e]);
    await store({ status: "held" });
    expect(await idsOf(`status=dead,held&limit=2&cursor=${first.next}`)).toEqual([c, b]);
  });

  it("is filtered by pipeline, kind, connection and whether it may have arrived", async () => {
    const { pipelineId } = await createHistory(owner.organizationId, api.db);
    const plain = await store({ status: "dead" });
    const special = await store({ status: "dead", pipelineId, kind: "slack", connectionId: "con_9", possiblySent: true });
    for (const query of [`pipeline=${pipelineId}`, "kind=slack", "connection=con_9", "possibly_sent=true"]) {
      expect(await idsOf(query)).toEqual([special]);
      expect(await idsOf(`status=dead&${query}`)).toEqual([special]);
      expect(await idsOf(`status=held&${query}`)).toEqual([]);
    }
    expect(await idsOf("possibly_sent=false")).toEqual([plain]);
    expect((await owner.call("GET", "/v1/deliveries?status=dead,unknown")).status).toBe(400);
  });

  it("shows the rendered message in the detail", async () => {
    const id = await store({ status: "dead", message: { text: "rendered" } });
    expect((await owner.call("GET", `/v1/deliveries/${id}`)).body.data.message).toEqual({ text: "rendered" });
  });
});

describe("replaying many", () => {
  const replay = (filter: object, tenant = owner) => tenant.call("POST", "/v1/deliveries/replay", { filter });
  const jobOf = async (id: string) => (await owner.call("GET", `/v1/deliveries/replay/${id}`)).body.data;
  const work = async (jobId: string, wake = () => {}) => {
    const handled = inBatches(replayJobs(api.db, wake));
    await handled.handler({ data: { organizationId: owner.organizationId, jobId, round: 0 }, step: createMemoryStepPort(), attempt: 0, jobId: "1" });
  };

  it("counts what fits, sends it oldest first and reports its progress", async () => {
    const dead = [await store({ status: "dead" }), await store({ status: "held" })];
    const rest = [await store({ status: "retrying" }), await store({ status: "delivered" }), await store({ status: "dead", message: null })];
    const { status, body } = await replay({});
    expect(status).toBe(202);
    expect(body.data).toMatchObject({ status: "running", total: 2, replayed: 0, filter: { status: "dead,held" } });
    const later = await store({ status: "dead" });
    await work(body.data.id);
    expect(await jobOf(body.data.id)).toMatchObject({ status: "done", total: 2, replayed: 2, skipped: 0, finished_at: expect.any(String) });
    for (const id of dead) expect(await statusOf(id)).toBe("pending");
    expect(await Promise.all([...rest, later].map(statusOf))).toEqual(["retrying", "delivered", "dead", "dead"]);
    const { rows } = await api.db.pool.query("select split_part(key, ':', 1) as id from engine.jobs where data->>'organizationId' = $1 and trigger = 'delivery/webhook.requested' order by id", [owner.organizationId]);
    expect(rows.map(({ id }) => id)).toEqual(dead);
    expect((await owner.call("GET", "/v1/deliveries/replay")).body.data).toHaveLength(1);
  });

  it("takes the chosen ones only", async () => {
    const [chosen, other] = [await store({ status: "dead" }), await store({ status: "dead" })];
    const { body } = await replay({ ids: [chosen] });
    await work(body.data.id);
    expect([await statusOf(chosen), await statusOf(other)]).toEqual(["pending", "dead"]);
  });

  it("goes on in batches after a crash, each delivery once", async () => {
    await api.db.pool.query(
      `insert into deliveries (id, organization_id, run_id, event_id, pipeline_id, destination_id, kind, connection_id, target, status, message)
       select 'dlv_' || lpad(n::text, 26, '0'), $1, 'run_' || $1 || n, 'evt_' || lpad(n::text, 26, '0'), 'pl_1', 'on-call', 'webhook', 'con_1', '{}', 'dead', '{}' from generate_series(1, 450) n`,
      [owner.organizationId],
    );
    const { body } = await replay({ status: "dead" });
    let batches = 0;
    await expect(work(body.data.id, () => {
      if (++batches === 2) throw new Error("the process died");
    })).rejects.toThrow();
    expect(await jobOf(body.data.id)).toMatchObject({ status: "running", replayed: 400 });
    await work(body.data.id);
    expect(await jobOf(body.data.id)).toMatchObject({ status: "done", total: 450, replayed: 450, skipped: 0 });
    const { rows } = await api.db.pool.query("select max(sequence) as most, min(sequence) as least from deliveries where organization_id = $1", [owner.organizationId]);
    expect(rows).toEqual([{ most: 1, least: 1 }]);
  });

  it("stops when cancelled, and stays so", async () => {
    const id = await store({ status: "dead" });
    const { body } = await replay({});
    expect((await owner.call("DELETE", `/v1/deliveries/replay/${body.data.id}`)).body.data.status).toBe("cancelled");
    await work(body.data.id);
    expect(await statusOf(id)).toBe("dead");
    expect(await jobOf(body.data.id)).toMatchObject({ status: "cancelled", replayed: 0 });
  });

  it("is not for a key that may only read, and never reaches another organization's", async () => {
    const id = await store({ status: "dead" });
    const reader = await api.createTenant(["read"]);
    expect((await replay({}, reader)).status).toBe(403);
    expect((await replay({ ids: [id] }, stranger)).body.data.total).toBe(0);
    const { body } = await replay({});
    for (const method of ["GET", "DELETE"] as const) expect((await stranger.call(method, `/v1/deliveries/replay/${body.data.id}`)).status).toBe(404);
    expect((await stranger.call("GET", "/v1/deliveries/replay")).body.data).toHaveLength(1);
    expect((await replay({ pipeline: "missing" })).status).toBe(404);
    expect((await replay({ status: "delivered" })).status).toBe(400);
  });
});
