import "@/app/v1/testing/environment";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { POST as mcp, GET as mcpGet, DELETE as mcpDelete } from "@/app/mcp/route";
import { startTestApi, type Tenant, type TestApi } from "@/app/v1/testing/api";
import { handleInNext } from "@/lib/ingest/http/handle-in-next";

let api: TestApi;
let tenant: Tenant;
beforeAll(async () => {
  api = await startTestApi();
  tenant = await api.createTenant();
});
afterAll(() => api.close());

/** A pipeline that is active, without destinations. */
async function pipeline(own: Tenant, slug: string, match: string, steps: object[] = []): Promise<string> {
  const definition = { version: 1, slug, name: `Pipeline ${slug}`, sources: [{ source: "default", match }], steps, destinations: [] };
  const { body } = await own.call("POST", "/v1/pipelines/import", { definition, deploy: true, activate: true });
  return body.data.id;
}

async function agent(own: Tenant, ...pipelines: string[]): Promise<{ id: string; key: string }> {
  return (await own.call("POST", "/v1/agents", { name: "assistant", pipelines })).body.data;
}

async function ask(key: string, method: string, path: string, body?: object) {
  const answer = await handleInNext(new Request(`http://test${path}`, { method, headers: { authorization: `Bearer ${key}`, "content-type": "application/json" }, ...(body && { body: JSON.stringify(body) }) }));
  return { status: answer.status, json: (await answer.json()) as any };
}

/** What the engine would do, were it running here. */
async function finish(runId: string, status: string, patches: object[]): Promise<void> {
  const { rows } = await api.db.pool.query("select organization_id from runs where id = $1", [runId]);
  const details = patches.map((output, place) => ({ id: `srn_${place}`, kind: "k", output, attempts: 1, started_at: new Date().toISOString() }));
  await api.db.pool.query("insert into run_steps (run_id, organization_id, step_ids, statuses, durations_ms, details) values ($1, $2, $3, $4, $5, $6)", [
    runId, rows[0].organization_id, patches.map(() => "s"), patches.map(() => "succeeded"), patches.map(() => 1), JSON.stringify(details),
  ]);
  await api.db.pool.query("update runs set status = $2, finished_at = now() where id = $1", [runId, status]);
}

describe("an agent", () => {
  it("starts the one pipeline it asks for, whatever that listens to, and nothing else", async () => {
    const [wanted, other] = [await pipeline(tenant, "wanted", "something.else"), await pipeline(tenant, "other", "agent.*")];
    const { key } = await agent(tenant, "wanted");
    const { status, json } = await ask(key, "POST", `/v1/agent/invoke/${wanted}`, { payload: { n: 1 } });
    expect(status).toBe(202);
    expect(json.data).toMatchObject({ status: "queued", payload: null, poll_url: `/v1/agent/runs/${json.data.run_id}` });
    expect(await api.db.prisma.run.count({ where: { pipelineId: wanted } })).toBe(1);
    expect(await api.db.prisma.run.count({ where: { pipelineId: other } })).toBe(0);
    expect((await ask(key, "GET", json.data.poll_url)).status).toBe(202);
  });

  it("waits for the steps and gets the payload as strictly redacted as any destination", async () => {
    const id = await pipeline(tenant, "waiting", "x");
    const { key } = await agent(tenant, id);
    const waiting = ask(key, "POST", `/v1/agent/invoke/${id}?wait=true`, { payload: { text: "mail a@example.com" }, idempotencyKey: "w1" });
    const run = await expect.poll(() => api.db.prisma.run.findFirst({ where: { pipelineId: id } })).not.toBeNull().then(() => api.db.prisma.run.findFirstOrThrow({ where: { pipelineId: id } }));
    await finish(run.id, "succeeded", [
      { values: { classify: { urgency: "high" } } },
      { redaction: { stepId: "s", findings: [{ root: "payload", path: ["text"], start: 5, end: 18, detector: "email", hash: "" }], columns: { default: { email: "keep" }, chat: { email: "mask" } } } },
    ]);
    const { status, json } = await waiting;
    expect(status).toBe(200);
    expect(json.data).toMatchObject({ run_id: run.id, status: "succeeded", payload: { text: "mail [email redacted]" }, values: { classify: { urgency: "high" } } });
    const again = await ask(key, "POST", `/v1/agent/invoke/${id}`, { payload: { text: "x" }, idempotencyKey: "w1" });
    expect([again.status, again.json.data.run_id]).toEqual([200, run.id]);
  });

  it("is refused outside its list, at a pipeline that is not active, and with a body that is none", async () => {
    const [mine, notMine] = [await pipeline(tenant, "mine", "x"), await pipeline(tenant, "not-mine", "x")];
    const { key } = await agent(tenant, mine);
    const invoke = (id: string, body: object = { payload: {} }) => ask(key, "POST", `/v1/agent/invoke/${id}`, body).then(({ status, json }) => [status, json.error?.code]);
    expect(await invoke(notMine)).toEqual([403, "forbidden"]);
    expect(await invoke("pl_nothing")).toEqual([403, "forbidden"]);
    expect(await invoke(mine, { payload: 1 })).toEqual([400, "invalid_request"]);
    expect(await invoke(mine, { payload: {}, extra: 1 })).toEqual([400, "invalid_request"]);
    await tenant.call("POST", `/v1/pipelines/${mine}/pause`);
    const kept = await api.db.prisma.rejection.count({ where: { organizationId: tenant.organizationId } });
    expect(await invoke(mine)).toEqual([409, "not_deployed"]);
    expect(await api.db.prisma.rejection.count({ where: { organizationId: tenant.organizationId } })).toBe(kept);
    expect((await ask(tenant.key, "POST", `/v1/agent/invoke/${mine}`, { payload: {} })).status).toBe(401);
    const stranger = await api.createTenant();
    const theirs = await agent(stranger, await pipeline(stranger, "theirs", "x"));
    expect((await ask(theirs.key, "POST", `/v1/agent/invoke/${mine}`, { payload: {} })).status).toBe(403);
    const { rows } = await api.db.pool.query("select id from runs where organization_id = $1 limit 1", [tenant.organizationId]);
    expect((await ask(theirs.key, "GET", `/v1/agent/runs/${rows[0].id}`)).status).toBe(404);
  });

  it("revoked or given another list, is held to it at once", async () => {
    const [first, second] = [await pipeline(tenant, "first", "x"), await pipeline(tenant, "second", "x")];
    const { id, key } = await agent(tenant, first);
    const status = (pipelineId: string) => ask(key, "POST", `/v1/agent/invoke/${pipelineId}`, { payload: {} }).then((answer) => answer.status);
    expect(await status(first)).toBe(202);
    expect((await tenant.call("PUT", `/v1/agents/${id}`, { pipelines: ["second"] })).body.data.pipeline_ids).toEqual([second]);
    await expect.poll(() => Promise.all([status(first), status(second)])).toEqual([403, 202]);
    expect((await tenant.call("DELETE", `/v1/agents/${id}`)).status).toBe(204);
    await expect.poll(() => status(second)).toBe(401);
    expect((await tenant.call("POST", "/v1/agents", { name: "x", pipelines: ["nothing"] })).body.error.details[0].path).toBe("pipelines[0]");
  });
});

describe("over the Model Context Protocol", () => {
  async function connect(key: string): Promise<Client> {
    const client = new Client({ name: "test", version: "1" });
    const fetchRoute = (url: URL | string, init?: RequestInit) => {
      const request = new Request(url, init);
      return { POST: mcp, GET: mcpGet, DELETE: mcpDelete }[request.method as "POST"](request);
    };
    await client.connect(new StreamableHTTPClientTransport(new URL("http://test/mcp"), { fetch: fetchRoute, requestInit: { headers: { authorization: `Bearer ${key}` } } }) as never);
    return client;
  }

  it("each of an agent's active pipelines is a tool with its event's schema, and runs", async () => {
    const own = await api.createTenant();
    await own.call("POST", "/v1/schemas", { yaml: "event: ticket.created\nschema:\n  id: string\n  tier: enum [free, pro]\n" });
    const id = await pipeline(own, "route-tickets", "ticket.created");
    const paused = await pipeline(own, "paused", "x");
    await own.call("POST", `/v1/pipelines/${paused}/pause`);
    const client = await connect((await agent(own, id, paused)).key);
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(["run_route_tickets", "get_run"]);
    expect(tools[0]?.inputSchema.properties?.payload).toMatchObject({ properties: { tier: { enum: ["free", "pro"] } }, required: ["id", "tier"] });

    const calling = client.callTool({ name: "run_route_tickets", arguments: { payload: { id: "1", tier: "pro" } } });
    await expect.poll(() => api.db.prisma.run.count({ where: { pipelineId: id } })).toBe(1);
    const run = await api.db.prisma.run.findFirstOrThrow({ where: { pipelineId: id } });
    await finish(run.id, "filtered", []);
    expect((await calling).structuredContent).toMatchObject({ run_id: run.id, status: "filtered", payload: { id: "1", tier: "pro" } });
    expect((await client.callTool({ name: "get_run", arguments: { run_id: run.id } })).structuredContent).toMatchObject({ status: "filtered" });
    expect(await client.callTool({ name: "run_route_tickets", arguments: { payload: { id: 1 } } })).toMatchObject({ isError: true, content: [{ text: expect.stringContaining("schema_violation") }] });
    await client.close();
  });

  it("a key with the scope read looks things up in its own organization", async () => {
    const own = await api.createTenant();
    const { body } = await own.call("POST", "/v1/ingest", { type: "a.b", payload: { word: "needle" } });
    const [{ id }] = body.data.events;
    await own.call("POST", "/v1/ingest", { type: "a.b", payload: { word: "hay" } });
    const client = await connect(own.key);
    expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(["list_events", "get_event", "get_run", "list_deliveries", "get_delivery"]);
    const found = (await client.callTool({ name: "list_events", arguments: { q: "needle" } })).structuredContent as { data: { id: string }[] };
    expect(found.data.map((event) => event.id)).toEqual([id]);
    expect((await client.callTool({ name: "get_event", arguments: { id } })).structuredContent).toMatchObject({ payload: { word: "needle" } });
    expect(await client.callTool({ name: "get_event", arguments: {} })).toMatchObject({ isError: true, content: [{ text: expect.stringContaining("id") }] });
    const stranger = await connect((await api.createTenant()).key);
    expect(await stranger.callTool({ name: "get_event", arguments: { id } })).toMatchObject({ isError: true, content: [{ text: expect.stringContaining("not_found") }] });
    expect(await client.callTool({ name: "drop_tables", arguments: {} })).toMatchObject({ isError: true });
    await Promise.all([client.close(), stranger.close()]);
  });

  it("without a key, or with one that may only send, is refused", async () => {
    await expect(connect("nothing")).rejects.toThrow(/401|unauthenticated/);
    const { key } = (await tenant.call("POST", "/v1/keys", { name: "sender", scopes: ["ingest"] })).body.data;
    await expect(connect(key)).rejects.toThrow(/403|forbidden/);
  });
});
