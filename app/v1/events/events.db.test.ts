import "../testing/environment";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/ids";
import { startTestApi, type Tenant, type TestApi } from "../testing/api";
import { createHistory, storeDelivery, storeEvent, storeRun, type History } from "../testing/history";

let api: TestApi;
let owner: Tenant;
let stranger: Tenant;
let history: History;
beforeAll(async () => {
  api = await startTestApi();
  [owner, stranger] = [await api.createTenant(), await api.createTenant()];
  history = await createHistory(owner.organizationId, api.db);
});
afterAll(() => api.close());

const store = (more: Parameters<typeof storeEvent>[3] = {}) => storeEvent(owner.organizationId, history.sourceId, api.db, more);

/** All rows of a list, page by page. */
async function allOf(query: string, onPage: () => Promise<unknown> = async () => {}): Promise<string[]> {
  const ids: string[] = [];
  let cursor = "";
  do {
    const { status, body } = await owner.call("GET", `/v1/events?${query}${cursor && `&cursor=${cursor}`}`);
    expect(status).toBe(200);
    ids.push(...body.data.map(({ id }: { id: string }) => id));
    cursor = body.next;
    await onPage();
  } while (cursor);
  return ids;
}

describe("the list of events", () => {
  it("pages through each event once, newest first, while others arrive", async () => {
    const ids: string[] = [];
    for (let n = 0; n < 12; n++) ids.push(await store({ type: "paged" }));
    expect(await allOf("type=paged&limit=5", () => store({ type: "paged" }))).toEqual(ids.reverse());
  });

  it("finds a rare text, whatever its case, in all that was stored", async () => {
    const first = await store({ type: "searched", payload: { text: "the 100% Needle_" } });
    for (let n = 0; n < 150; n++) await store({ type: "searched", payload: { n } });
    const last = await store({ type: "searched", payload: { text: "another 100% needle_" } });
    expect(await allOf(`type=searched&limit=1&q=${encodeURIComponent("100% needle_")}`)).toEqual([last, first]);
    expect(await allOf("type=searched&limit=1&q=needle%25")).toEqual([]);
  });

  it("says how many events it looked at", async () => {
    const { body } = await owner.call("GET", "/v1/events?type=searched&q=nowhere");
    expect(body).toMatchObject({ data: [], next: null, scanned: 152 });
  });

  it("answers only what is newer than an event, for a live tail", async () => {
    const seen = await store({ type: "tailed" });
    expect(await allOf(`type=tailed&after=${seen}`)).toEqual([]);
    const fresh = [await store({ type: "tailed" }), await store({ type: "tailed" })];
    expect(await allOf(`type=tailed&after=${seen}`)).toEqual(fresh.reverse());
  });

  it("filters by the status of a run and tells what became of each event", async () => {
    const failed = await store({ type: "run" });
    const filtered = await store({ type: "run" });
    const runId = await storeRun(owner.organizationId, history, failed, "failed", api.db);
    await storeRun(owner.organizationId, history, filtered, "filtered", api.db);
    for (const status of ["delivered", "dead"]) await storeDelivery(owner.organizationId, { status, runId: status === "dead" ? runId : newId("run"), eventId: failed }, api.db);
    const { body } = await owner.call("GET", "/v1/events?type=run&status=failed");
    expect(body.data).toHaveLength(1);
    expect(body.data[0]).toMatchObject({ id: failed, runs: [{ id: runId, status: "failed", pipeline_id: history.pipelineId, pipeline_name: "Test", deliveries: { dead: 1 } }] });
  });

  it("bounds the time by when an event was received", async () => {
    const old = await store({ type: "timed", receivedAt: new Date("2026-03-01T10:00:00Z") });
    await store({ type: "timed", receivedAt: new Date("2026-03-01T12:00:00Z") });
    expect(await allOf("type=timed&from=2026-03-01T09:59:00Z&to=2026-03-01T12:00:00Z")).toEqual([old]);
  });

  it.each(["limit=0", "cursor=nonsense", "after=nonsense", "status=dead", "from=yesterday", "unknown=1"])("refuses %s", async (query) => {
    expect((await owner.call("GET", `/v1/events?${query}`)).status).toBe(400);
  });
});

describe("an event's detail", () => {
  it("tells until when its key makes no second event", async () => {
    const ingest = () => owner.call("POST", "/v1/ingest", { type: "keyed", payload: {}, idempotencyKey: "once" });
    const [first, second] = [await ingest(), await ingest()];
    const [event] = first.body.data.events;
    expect(second.body.data.events[0]).toMatchObject({ id: event.id, duplicate: true });
    const { body } = await owner.call("GET", `/v1/events/${event.id}`);
    expect(Date.parse(body.data.key_expires_at)).toBeGreaterThan(Date.now());
    await api.db.pool.query("update idempotency_keys set expires_at = now() where event_id = $1", [event.id]);
    expect((await owner.call("GET", `/v1/events/${event.id}`)).body.data.key_expires_at).toBeNull();
  });
});

describe("replaying an event", () => {
  const replay = (id: string, body: unknown = {}, tenant = owner) => tenant.call("POST", `/v1/events/${id}/replay`, body);

  it("runs it again through what takes it now, and writes down who asked", async () => {
    const id = await store();
    await storeRun(owner.organizationId, history, id, "succeeded", api.db);
    const { status, body } = await replay(id);
    expect(status).toBe(202);
    expect(body.data.runs).toMatchObject([{ pipeline_id: history.pipelineId, replay: 1 }]);
    const [run] = body.data.runs;
    const { rows } = await api.db.pool.query("select data from engine.jobs where trigger = 'pipeline/run.requested' and key = $1", [run.id]);
    expect(rows).toEqual([{ data: { organizationId: owner.organizationId, runId: run.id } }]);
    const audit = await api.db.prisma.auditEntry.findFirst({ where: { organizationId: owner.organizationId, subject: id } });
    expect(audit).toMatchObject({ action: "event.replayed", actor: expect.stringMatching(/^key:/), detail: { runs: [run.id] } });
  });

  it("gives two replays at once a number each", async () => {
    const id = await store();
    const answers = await Promise.all([replay(id), replay(id), replay(id)]);
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    expect(answers.map(({ body }) => body.data.runs[0].replay).sort()).toEqual([1, 2, 3]);
  });

  it("takes one pipeline, by slug, on its current version", async () => {
    const id = await store();
    const { rows } = await api.db.pool.query("select slug from pipelines where id = $1", [history.pipelineId]);
    const { body } = await replay(id, { pipeline: rows[0].slug });
    expect(body.data.runs).toMatchObject([{ pipeline_id: history.pipelineId, replay: 1 }]);
  });

  it("refuses what nothing would take", async () => {
    const other = await api.createTenant();
    const source = await api.db.prisma.source.findFirstOrThrow({ where: { organizationId: other.organizationId } });
    const id = await storeEvent(other.organizationId, source.id, api.db);
    expect(await replay(id, {}, other)).toMatchObject({ status: 400, body: { error: { code: "invalid_request" } } });
    await other.call("POST", "/v1/pipelines", { definition: { version: 1, slug: "draft", name: "Draft" } });
    expect(await replay(id, { pipeline: "draft" }, other)).toMatchObject({ status: 409, body: { error: { code: "not_deployed" } } });
    expect((await replay(id, { pipeline: "missing" }, other)).status).toBe(404);
  });

  it("is not for a key that may only read, nor for another organization", async () => {
    const id = await store();
    const reader = await api.createTenant(["read"]);
    expect((await replay(id, {}, reader)).status).toBe(403);
    expect((await replay(id, {}, stranger)).status).toBe(404);
    expect((await replay(id, { pipeline: history.pipelineId }, stranger)).status).toBe(404);
    const { rows } = await api.db.pool.query("select 1 from runs where event_id = $1", [id]);
    expect(rows).toEqual([]);
  });
});

describe("the list of runs", () => {
  it("is a pipeline's, by status, each with its event and its deliveries", async () => {
    const other = await createHistory(owner.organizationId, api.db);
    const eventId = await store({ type: "listed" });
    const runId = await storeRun(owner.organizationId, other, eventId, "succeeded", api.db);
    await storeDelivery(owner.organizationId, { status: "retrying", runId }, api.db);
    const list = async (query: string, tenant = owner) => (await tenant.call("GET", `/v1/runs?pipeline=${other.pipelineId}${query}`)).body.data;
    expect(await list("")).toMatchObject([{ id: runId, event_id: eventId, event_type: "listed", version: 1, status: "succeeded", deliveries: { retrying: 1 } }]);
    expect(await list("&status=failed")).toEqual([]);
    const { rows } = await api.db.pool.query<{ created_at: Date }>("select created_at from runs where id = $1", [runId]);
    const made = rows[0]!.created_at;
    const [at, later] = [made, new Date(made.getTime() + 1)].map((time) => encodeURIComponent(time.toISOString()));
    expect(await list(`&from=${at}&to=${later}`)).toMatchObject([{ id: runId }]);
    expect(await list(`&from=${later}`)).toEqual([]);
    expect(await list(`&to=${at}&status=succeeded`)).toEqual([]);
    expect((await owner.call("GET", `/v1/runs?pipeline=${other.pipelineId}&from=yesterday`)).body.error.details[0].path).toBe("from");
    expect(await list("", stranger)).toEqual([]);
    expect((await owner.call("GET", "/v1/runs")).status).toBe(400);
  });
});

describe("activity", () => {
  it("counts the last 24 hours of one organization", async () => {
    const tenant = await api.createTenant();
    const own = await createHistory(tenant.organizationId, api.db);
    const eventId = await storeEvent(tenant.organizationId, own.sourceId, api.db);
    const runId = await storeRun(tenant.organizationId, own, eventId, "succeeded", api.db);
    await storeDelivery(tenant.organizationId, { status: "dead", runId, pipelineId: own.pipelineId }, api.db);
    const { body } = await tenant.call("GET", "/v1/activity");
    expect(body.data.hours).toHaveLength(24);
    expect(body.data.hours.at(-1)).toMatchObject({ events: 1, runs: { succeeded: 1, filtered: 0, failed: 0, unfinished: 0 }, latency_p50_ms: null });
    expect(body.data.destinations).toEqual([{ pipeline_id: own.pipelineId, pipeline_name: "Test", destination_id: "on-call", kind: "webhook", retrying: 0, held: 0, dead: 1 }]);
  });
});
