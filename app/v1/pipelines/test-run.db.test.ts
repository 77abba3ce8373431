import "../testing/environment";
import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createApiKey } from "@/lib/api-keys/create-api-key";
import { startSlackSandboxServer, type SlackSandboxServer } from "@/lib/slack-sandbox/testing-server";
import type { TestedDestination, TestedStep } from "@/lib/pipelines/test-resource";
import type { Problem } from "@/lib/errors";
import { startRecordingServer, type RecordingServer } from "@/lib/testing/recording-server";
import { call, startTestApi, type Tenant, type TestApi } from "../testing/api";
import { connectExampleAccounts } from "../testing/example-accounts";
import { examplePipeline } from "../testing/example-pipeline";

let api: TestApi;
let slack: SlackSandboxServer;
let hook: RecordingServer;
let tenant: Tenant;
let pipelineId: string;
beforeAll(async () => {
  api = await startTestApi();
  slack = await startSlackSandboxServer();
  hook = await startRecordingServer({ respond: () => ({ status: 400, body: "no" }) });
});
afterAll(async () => {
  await Promise.all([slack.close(), hook.close()]);
  await api.close();
});
beforeEach(async () => {
  tenant = await api.createTenant();
  await connectExampleAccounts(tenant, slack, `${hook.url}/archive`);
  pipelineId = (await tenant.call("POST", "/v1/pipelines", { definition: examplePipeline() })).body.data.id;
});

const ticket = { ticket_id: "T-7", subject: "Checkout is down", body: "Call jane@example.com, everything is down", customer_tier: "pro", channel: "email" };
const critical = { type: "support.ticket.created", payload: ticket };
const test = (body: unknown, by = tenant) => by.call("POST", `/v1/pipelines/${pipelineId}/test`, body);
const messages = async () => (await slack.messages("alerts")).length;
const rowsOf = async (table: string) => Number((await api.db.pool.query(`select count(*) from ${table} where organization_id = $1`, [tenant.organizationId])).rows[0].count);

describe("a test run", () => {
  it("tells what each step did and what each destination would get, and stores and sends nothing", async () => {
    const before = await messages();
    const { status, body, text } = await test({ event: critical });
    expect(status, text).toBe(200);
    expect(body.data).toMatchObject({ status: "succeeded", reason: null, is_matched: true, problems: [], sent: null });
    expect(body.data.steps).toMatchObject([
      { step_id: "urgency", kind: "classify", status: "ok", changed: ["$classify.urgency"], output: { values: { classify: { urgency: "critical" } } }, facts: { provider: "keyword" } },
      { step_id: "only-critical", status: "ok", changed: [], input: { "$classify.urgency": "critical" } },
      { step_id: "strip-pii", status: "ok", changed: ["$event.body"] },
    ]);
    expect(body.data.destinations).toMatchObject([
      { id: "on-call", kind: "slack", when: null, cuts: [], refused: null, message: { text: "Critical ticket T-7: Checkout is down" } },
      { id: "archive", kind: "webhook", when: { holds: true }, refused: null },
    ]);
    expect(await messages()).toBe(before);
    for (const table of ["events", "runs", "step_runs", "deliveries", "entities"]) expect(await rowsOf(table)).toBe(0);
  });

  it("shows each destination its own redacted view", async () => {
    const { destinations } = (await test({ event: critical })).body.data;
    const [onCall, archive] = destinations.map((destination: TestedDestination) => JSON.stringify(destination.message));
    expect(onCall).toContain("[email redacted]");
    expect(archive).toMatch(/email_[0-9a-f]{16}/);
    expect(onCall + archive).not.toContain("jane@example.com");
  });

  it("asks a window what it would say, and takes no place in it", async () => {
    const definition = { ...examplePipeline(), steps: [{ id: "once", kind: "dedupe", config: { key: ["$event.ticket_id"], window: "1h" } }] };
    const first = async () => (await test({ event: critical, definition })).body.data;
    expect((await first()).status).toBe("succeeded");
    expect((await first()).status).toBe("succeeded");
    const key = createHash("sha256").update(JSON.stringify(["T-7"])).digest("hex");
    await api.db.pool.query("SELECT take_step_place($1, $2, $3, 'run_a/once', 'evt_a', 1, 3600000, false, now())", [tenant.organizationId, `${pipelineId}/once`, key]);
    expect(await first()).toMatchObject({ status: "filtered", reason: expect.stringContaining("duplicate of evt_a") });
    expect(await rowsOf("step_places")).toBe(1);
  });

  it("ends where the event is dropped and says why", async () => {
    const { body } = await test({ event: { type: "support.ticket.created", payload: { ...ticket, subject: "Hello", body: "A question" } } });
    expect(body.data).toMatchObject({ status: "filtered", destinations: [] });
    expect(body.data.reason).toContain('$classify.urgency = "low"');
    expect(body.data.steps.map((step: TestedStep) => step.status)).toEqual(["ok", "dropped", "skipped"]);
  });

  it("tells that a condition of a destination does not hold, and still what its message would be", async () => {
    const { body } = await test({ event: { ...critical, payload: { ...ticket, customer_tier: "free" } } });
    expect(body.data.destinations[1]).toMatchObject({ id: "archive", when: { holds: false, explain: expect.stringContaining("customer_tier") } });
    expect(body.data.destinations[1].message).not.toBeNull();
  });

  it("takes a stored event, and one of another type that the pipeline would not take", async () => {
    const accepted = await tenant.call("POST", "/v1/ingest", { type: "other", payload: ticket, idempotencyKey: "k1" });
    const { body } = await test({ event: { event_id: accepted.body.data.events[0].id } });
    expect(body.data).toMatchObject({ status: "succeeded", is_matched: false, context: { event: { type: "other", meta: { source: "default", idempotency_key: "k1" } } } });
  });

  it("runs a draft that is not saved", async () => {
    const definition = { ...examplePipeline(), steps: [] };
    definition.destinations[0].template = { mode: "message", text: "Draft $event.ticket_id" };
    const { body } = await test({ definition, event: critical });
    expect(body.data.steps).toEqual([]);
    expect(body.data.destinations[0].message.text).toContain("Draft T-7");
  });

  it("answers problems and goes as far as the steps are whole", async () => {
    const definition = examplePipeline();
    definition.steps[2].config = { nothing: true };
    definition.destinations.push({ id: "new", kind: "slack" });
    const { status, body } = await test({ definition, event: critical });
    expect(status).toBe(200);
    expect(body.data).toMatchObject({ status: "failed", reason: expect.stringContaining("steps[2].config") });
    expect(body.data.steps.map((step: TestedStep) => step.status)).toEqual(["ok", "ok", "failed"]);
    expect(body.data.problems.map((problem: Problem) => problem.path)).toContain("destinations[2].connection");

    const whole = (await test({ definition: { ...examplePipeline(), destinations: [...examplePipeline().destinations, { id: "new", kind: "slack" }] }, event: critical })).body.data;
    expect(whole.destinations[2]).toMatchObject({ id: "new", message: null, refused: { code: "invalid_definition", detail: expect.stringContaining("connection") } });
    expect(whole.destinations[0].message).not.toBeNull();
  });

  it("fails a step whose model is not there, without a throw", async () => {
    const definition = examplePipeline();
    definition.steps[0].config = { ...definition.steps[0].config, model: "nobody/gpt", onError: "fail" };
    const { status, body } = await test({ definition, event: critical });
    expect(status).toBe(200);
    expect(body.data).toMatchObject({ status: "failed", steps: [{ status: "failed" }, { status: "skipped" }, { status: "skipped" }] });
  });

  it.each([
    ["no draft at all", { definition: { steps: 5 }, event: critical }, 422],
    ["a type the gate refuses", { event: { type: "*", payload: {} } }, 400],
    ["a payload that is no object", { event: { type: "x", payload: [] } }, 400],
    ["an event that is not there", { event: { event_id: "evt_00000000000000000000000000" } }, 404],
    ["a source that is not there", { event: { ...critical, source: "nowhere" } }, 404],
    ["a destination to send to that is not there", { event: critical, send: { destination: "nobody" } }, 422],
  ])("refuses %s", async (_, body, status) => {
    expect((await test(body)).status).toBe(status);
  });
});

describe("sending for real", () => {
  it("posts the message once, as it was shown, under an id of a test, and leaves it in the audit log alone", async () => {
    const before = await messages();
    const { body, text } = await test({ event: critical, send: { destination: "on-call" } });
    expect(body.data.sent, text).toMatchObject({ destination_id: "on-call", status: "delivered", message_id: expect.stringMatching(/^test_/), receipt: { permalink: expect.any(String) } });
    expect(await messages()).toBe(before + 1);
    const posted = (await slack.messages("alerts")).at(-1)!;
    expect(JSON.stringify(posted)).toContain(body.data.destinations[0].message.text);
    expect(await rowsOf("deliveries")).toBe(0);
    const entry = await api.db.prisma.auditEntry.findFirstOrThrow({ where: { organizationId: tenant.organizationId, action: "pipeline.test_requested" } });
    expect(entry).toMatchObject({ subject: pipelineId, detail: { destination: "on-call", message: body.data.sent.message_id } });
  });

  it("sends to one destination only, and tells what the other side answered", async () => {
    const before = await messages();
    const { sent } = (await test({ event: critical, send: { destination: "archive" } })).body.data;
    expect(sent).toMatchObject({ destination_id: "archive", status: "rejected", code: "http_400" });
    expect(await messages()).toBe(before);
  });

  it("says that a message may have arrived when no answer came", async () => {
    slack.faults.next("chat.postMessage", { kind: "drop_after_accept" });
    const { sent } = (await test({ event: critical, send: { destination: "on-call" } })).body.data;
    expect(sent).toMatchObject({ status: "unknown", receipt: null });
  });

  it("keeps the channel's pace", async () => {
    const definition = examplePipeline();
    definition.destinations[0].target.channel = await slack.addChannel({ name: "paced", isMember: true });
    const startedAtMs = performance.now();
    const sent = await Promise.all([1, 2].map(() => test({ definition, event: critical, send: { destination: "on-call" } })));
    expect(sent.map(({ body }) => body.data.sent.message_id)).toEqual([expect.stringMatching(/^test_/), expect.stringMatching(/^test_/)]);
    expect(performance.now() - startedAtMs).toBeGreaterThan(1000);
  });

  it("sends nothing when the event is filtered", async () => {
    const before = await messages();
    const { sent } = (await test({ event: { ...critical, payload: { subject: "Hello", body: "" } }, send: { destination: "on-call" } })).body.data;
    expect(sent).toMatchObject({ status: "not_sent", message_id: null, detail: expect.stringContaining("$classify.urgency") });
    expect(await messages()).toBe(before);
  });

  it("does not find a connection of another organization", async () => {
    const stranger = await api.createTenant();
    const theirs = (await tenant.call("GET", "/v1/connections/acme-slack")).body.data.id;
    const mine = (await stranger.call("POST", "/v1/pipelines", { definition: { ...examplePipeline(), slug: "spy" } })).body.data.id;
    const definition = examplePipeline();
    definition.destinations[0].connection = theirs;
    const before = await messages();
    const looked = await stranger.call("POST", `/v1/pipelines/${mine}/test`, { definition, event: critical });
    expect(looked.body.data.problems).toContainEqual({ path: "destinations[0].connection", message: expect.stringContaining("there is no") });
    const sent = await stranger.call("POST", `/v1/pipelines/${mine}/test`, { definition, event: critical, send: { destination: "on-call" } });
    expect(sent).toMatchObject({ status: 422, body: { error: { code: "invalid_definition" } } });
    expect(await messages()).toBe(before);
  });

  it("is refused to a key that may only read", async () => {
    const { key } = await createApiKey(tenant.organizationId, { name: "viewer", scopes: ["read"] }, api.db);
    const before = await messages();
    expect((await call(key, "POST", `/v1/pipelines/${pipelineId}/test`, { event: critical, send: { destination: "on-call" } })).status).toBe(403);
    expect(await messages()).toBe(before);
  });
});
