import "../testing/environment";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { replayJobs } from "@/lib/deliveries/replay-deliveries";
import { inBatches } from "@/inngest/functions/in-batches";
import { createMemoryStepPort } from "@/lib/durable/testing/memory-step-port";
import { startTestApi, type Tenant, type TestApi } from "../testing/api";
import { createHistory, storeDelivery, storeEvent, storeRun, type StoredDelivery } from "../testing/history";

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

  it("names the delivery that sends others with it, finds them by it, and shows all of them while they are sent", async () => {
    const [carrier, other, alone] = [await store({ status: "pending" }), await store({ status: "pending" }), await store({ status: "pending" })];
    await api.db.pool.query("update deliveries set carried_by = $1 where id = any($2)", [carrier, [carrier, other]]);
    for (const query of [`digest=${carrier}`, `status=pending&digest=${carrier}`]) expect(await idsOf(query)).toEqual([other, carrier]);
    expect((await owner.call("GET", `/v1/deliveries/${other}`)).body.data).toMatchObject({ carried_by: carrier, status: "pending", attempts: [] });
    await api.db.pool.query("insert into attempts (delivery_id, number, organization_id, status) values ($1, 1, $2, 'sending')", [carrier, owner.organizationId]);
    expect([await statusOf(carrier), await statusOf(other), await statusOf(alone)]).toEqual(["delivering", "delivering", "pending"]);
  });

  it("shows the rendered message in the detail", async () => {
    const id = await store({ status: "dead", message: { text: "rendered" } });
    expect((await owner.call("GET", `/v1/deliveries/${id}`)).body.data.message).toEqual({ text: "rendered" });
  });
});

describe("replaying many", () => {
  const replay = (filter: object, tenant = owner, more: object = {}) => tenant.call("POST", "/v1/deliveries/replay", { filter, ...more });
  const jobOf = async (id: string) => (await owner.call("GET", `/v1/deliveries/replay/${id}`)).body.data;
  /** One round of the job, as the engine runs it; answers when the next one is due. */
  const work = async (jobId: string, wake = () => {}) => {
    const handled = inBatches(replayJobs(api.db, wake));
    const step = createMemoryStepPort();
    await handled.handler({ data: { organizationId: owner.organizationId, jobId, round: 0 }, step, attempt: 0, jobId: "1" });
    return step.sent[0]?.dueAt;
  };
  const moveDue = async (jobId: string, fromNow: string) =>
    (await api.db.pool.query<{ next_at: Date }>("update replay_jobs set next_at = now() + $2::interval where id = $1 returning next_at", [jobId, fromNow])).rows[0]?.next_at;
  const storeMany = (count: number) => api.db.pool.query(
    `insert into deliveries (id, organization_id, run_id, event_id, pipeline_id, destination_id, kind, connection_id, target, status, message)
     select 'dlv_' || lpad(n::text, 26, '0') || $1, $1, 'run_' || $1 || n, 'evt_' || lpad(n::text, 26, '0'), 'pl_1', 'on-call', 'webhook', 'con_1', '{}', 'dead', '{}' from generate_series(1, $2::int) n`,
    [owner.organizationId, count],
  );
  const countOf = async (status: string) => (await api.db.pool.query("select 1 from deliveries where organization_id = $1 and status = $2", [owner.organizationId, status])).rowCount;

  it("counts what fits, sends it oldest first and reports its progress", async () => {
    const dead = [await store({ status: "dead" }), await store({ status: "held" })];
    const rest = [await store({ status: "retrying" }), await store({ status: "delivered" })];
    const { status, body } = await replay({});
    expect(status).toBe(202);
    expect(body.data).toMatchObject({ status: "running", total: 2, replayed: 0, filter: { status: "dead,held" } });
    const later = await store({ status: "dead" });
    await work(body.data.id);
    expect(await jobOf(body.data.id)).toMatchObject({ status: "done", total: 2, replayed: 2, skipped: 0, finished_at: expect.any(String) });
    for (const id of dead) expect(await statusOf(id)).toBe("pending");
    expect(await Promise.all([...rest, later].map(statusOf))).toEqual(["retrying", "delivered", "dead"]);
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
    await storeMany(450);
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

  it("goes no faster than its rate, also when a round is repeated after a crash", async () => {
    await storeMany(10);
    const { body } = await replay({}, owner, { rate: 4 });
    expect(body.data).toMatchObject({ rate: 4, from: "destination", version: "original" });
    for (const taken of [4, 8]) {
      const before = Date.now();
      const due = await work(body.data.id);
      expect(await countOf("pending")).toBe(taken);
      expect(due?.getTime()).toBeGreaterThanOrEqual(before + 1000);
      const later = await moveDue(body.data.id, "1 hour");
      expect(await work(body.data.id)).toEqual(later);
      expect(await countOf("pending")).toBe(taken);
      await moveDue(body.data.id, "-1 hour");
    }
    expect(await work(body.data.id)).toBeUndefined();
    expect(await jobOf(body.data.id)).toMatchObject({ status: "done", replayed: 10, skipped: 0 });
  });

  it("stops half-way when cancelled: what was put back is sent, the rest stays dead", async () => {
    await storeMany(10);
    const { body } = await replay({}, owner, { rate: 5 });
    await work(body.data.id);
    await owner.call("DELETE", `/v1/deliveries/replay/${body.data.id}`);
    await moveDue(body.data.id, "-1 hour");
    expect(await work(body.data.id)).toBeUndefined();
    expect(await jobOf(body.data.id)).toMatchObject({ status: "cancelled", replayed: 5 });
    expect([await countOf("pending"), await countOf("dead")]).toEqual([5, 5]);
  });

  it("makes each new run once, whatever crashes between batches, and skips what has no event any more", async () => {
    const history = await createHistory(owner.organizationId, api.db);
    await api.db.pool.query("update pipeline_versions set definition = jsonb_set(definition, '{destinations}', '[{ \"id\": \"on-call\" }]') where id = $1", [history.versionId]);
    for (let n = 0; n < 3; n++) {
      const eventId = await storeEvent(owner.organizationId, history.sourceId, api.db);
      await store({ status: "dead", eventId, pipelineId: history.pipelineId, runId: await storeRun(owner.organizationId, history, eventId, "succeeded", api.db), message: null });
    }
    await store({ status: "dead", pipelineId: history.pipelineId });
    const { body } = await replay({}, owner, { version: "current", rate: 1 });
    for (let n = 0; n < 3; n++) {
      await expect(work(body.data.id, () => {
        throw new Error("the process died");
      })).rejects.toThrow("the process died");
      await moveDue(body.data.id, "-1 hour");
    }
    await work(body.data.id);
    expect(await jobOf(body.data.id)).toMatchObject({ status: "done", total: 4, replayed: 3, skipped: 1, skipped_for: [{ reason: "its event is no longer stored", count: 1 }] });
    const { rows } = await api.db.pool.query(
      `select r.id, r.only_destination, d.id as delivery, d.status, j.key from runs r join deliveries d on d.superseded_by = r.id
       join engine.jobs j on j.trigger = 'pipeline/run.requested' and j.key = r.id where r.organization_id = $1 and r.replay = 1`,
      [owner.organizationId],
    );
    expect(rows).toHaveLength(3);
    expect(rows.every((row) => row.only_destination === "on-call" && row.status === "dead")).toBe(true);
    expect(await idsOf("status=dead")).toHaveLength(1);
    expect((await idsOf("status=dead&superseded=true")).toSorted()).toEqual(rows.map(({ delivery }) => delivery).toSorted());
    expect(await idsOf("superseded=any")).toHaveLength(4);
    expect((await replay({}, owner, { version: "current" })).body.data).toMatchObject({ total: 1 });
  });

  it("says beforehand how many it would take, and how many of them have no message", async () => {
    for (const message of [{}, null]) await store({ status: "dead", message });
    await store({ status: "held" });
    await store({ status: "delivered" });
    const count = async (query: string) => (await owner.call("GET", `/v1/deliveries/replay/count?${query}`)).body.data;
    expect(await count("")).toEqual({ total: 3, without_message: 1 });
    expect(await count("status=held")).toEqual({ total: 1, without_message: 0 });
    expect((await stranger.call("GET", "/v1/deliveries/replay/count")).body.data).toEqual({ total: 0, without_message: 0 });
  });

  it("takes a single one without a body as it was rendered, and refuses what it does not know", async () => {
    const [id, other] = [await store({ status: "dead" }), await store({ status: "dead", message: null })];
    expect((await owner.call("POST", `/v1/deliveries/${id}/replay`, { from: "middle" })).body.error).toMatchObject({ details: [{ path: "from" }] });
    expect((await owner.call("POST", `/v1/deliveries/${id}/replay`)).body.data).toMatchObject({ status: "pending", superseded_by: null });
    expect((await owner.call("POST", `/v1/deliveries/${other}/replay`)).body.error.message).toContain("expected version current, or from start");
  });

  it.each([
    [{ rate: 0 }, "rate"],
    [{ rate: 501 }, "rate"],
    [{ rate: 1.5 }, "rate"],
    [{ from: "middle" }, "from"],
    [{ version: 3 }, "version"],
    [{ speed: 3 }, "speed"],
  ])("refuses %o and names the field", async (more, field) => {
    const { status, body } = await replay({}, owner, more);
    expect(status).toBe(400);
    expect(JSON.stringify(body.error)).toContain(field);
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
    for (const version of ["original", "current"]) {
      expect((await replay({ ids: [id] }, stranger, { version })).body.data.total).toBe(0);
      expect((await stranger.call("POST", `/v1/deliveries/${id}/replay`, { version })).status).toBe(404);
    }
    expect(await statusOf(id)).toBe("dead");
    const { body } = await replay({});
    for (const method of ["GET", "DELETE"] as const) expect((await stranger.call(method, `/v1/deliveries/replay/${body.data.id}`)).status).toBe(404);
    expect((await stranger.call("GET", "/v1/deliveries/replay")).body.data).toHaveLength(2);
    expect((await replay({ pipeline: "missing" })).status).toBe(404);
    expect((await replay({ status: "delivered" })).status).toBe(400);
  });
});
