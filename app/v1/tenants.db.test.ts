import "./testing/environment";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startSlackSandboxServer } from "@/lib/slack-sandbox/testing-server";
import { routes, type Method } from "./all-routes";
import { call, startTestApi, type Tenant, type TestApi } from "./testing/api";

let api: TestApi;
let owner: Tenant;
let stranger: Tenant;
const ids: Record<string, string> = {};
beforeAll(async () => {
  api = await startTestApi();
  [owner, stranger] = [await api.createTenant(), await api.createTenant()];
  const made = async (path: string, body: unknown) => (await owner.call("POST", path, body)).body.data.id;
  ids.connections = await made("/v1/connections", { kind: "webhook", slug: "mine", config: { url: "https://example.com/x" }, verify: false });
  ids.sources = await made("/v1/sources", { slug: "mine" });
  ids.pipelines = await made("/v1/pipelines", { definition: { version: 1, slug: "mine", name: "Mine" } });
  ids.keys = await made("/v1/keys", { name: "mine", scopes: ["read"] });
  ids.members = owner.owner.userId;
  ids.invitations = (await owner.owner.call("POST", "/v1/invitations", { email: "guest@mine.example", role: "viewer" })).body.data.id;
  const org = owner.organizationId;
  const source = ids.sources;
  await api.db.pool.query("insert into events (id, organization_id, source_id, type, payload, occurred_at) values ('evt_01', $1, $2, 'mine', '{\"word\":\"needle\"}', now())", [org, source]);
  await api.db.pool.query("insert into pipeline_versions (id, organization_id, pipeline_id, number, definition) values ('plv_01', $1, $2, 1, '{}')", [org, ids.pipelines]);
  await api.db.pool.query("insert into runs (id, organization_id, event_id, pipeline_id, pipeline_version_id, status) values ('run_01', $1, 'evt_01', $2, 'plv_01', 'succeeded')", [org, ids.pipelines]);
  await api.db.pool.query("insert into run_steps (run_id, organization_id, step_ids, statuses, durations_ms, details) values ('run_01', $1, '{urgency}', '{succeeded}', '{1.5}', '[{\"id\":\"srn_01\",\"kind\":\"classify\",\"attempts\":1,\"started_at\":\"2026-11-26T12:00:00Z\"}]')", [org]);
  await api.db.pool.query("insert into deliveries (id, organization_id, run_id, event_id, pipeline_id, destination_id, kind, connection_id, target, status, message) values ('dlv_01', $1, 'run_01', 'evt_01', $2, 'hook', 'webhook', $3, '{}', 'dead', '{}')", [org, ids.pipelines, ids.connections]);
  await api.db.pool.query("insert into attempts (delivery_id, number, organization_id, status, detail) values ('dlv_01', 1, $1, 'rejected', 'answered 400')", [org]);
  await api.db.pool.query("insert into rejections (id, organization_id, source_id, reason, message) values ('rej_01', $1, $2, 'malformed', 'bad')", [org, source]);
  ids.entities = await made("/v1/entities", { kind: "customer", external_id: "mine", traits: { word: "needle" } });
  ids.imports = await made("/v1/entities/imports", { entities: [{ kind: "customer", external_id: "mine too" }] });
  Object.assign(ids, { events: "evt_01", runs: "run_01", deliveries: "dlv_01", rejections: "rej_01" });
  ids.agents = await made("/v1/agents", { name: "mine", pipelines: ["mine"] });
  await made("/v1/schemas", { yaml: "event: mine\nschema: { word: string }" });
});
afterAll(() => api.close());

const methods: Method[] = ["GET", "PUT", "POST", "PATCH", "DELETE"];
const calls = routes.flatMap(({ path, handlers }) => methods.filter((method) => handlers[method]).map((method) => ({ method, path })));
const withId = calls.filter(({ path }) => path.includes("[id]"));
/** No key may. */
const ownersOnly = new Set(["members", "invitations"]);
const bodyOf = (method: Method, path: string) =>
  path.endsWith("/restore") ? { version: 1, revision: 1 }
  : path.endsWith("/test-message") || path.endsWith("/events/[id]/replay") ? {}
  : path.endsWith("/rotate") ? {}
  : path.endsWith("/pipelines/[id]/test") ? { event: { type: "mine", payload: {} } }
  : method === "PUT" && path.includes("pipelines") ? { revision: 1, definition: { version: 1, slug: "mine", name: "Mine" } }
  : method === "PUT" && path.includes("agents") ? { pipelines: ["mine"] }
  : method === "PATCH" && path.includes("entities") ? { traits: {} }
  : method === "PATCH" ? { role: "viewer" }
  : method === "PUT" ? { name: "Stolen" }
  : undefined;
const queryOf = (path: string) => (path.endsWith("/fields") ? "?target=%7B%7D" : "");

describe("another organization's", () => {
  it.each(withId)("id answers $method $path exactly as a missing one", async ({ method, path }) => {
    const [, , listed = ""] = path.split("/");
    const collection = path.includes("/imports/") ? "imports" : listed;
    const id = ids[collection] ?? "";
    expect(id).not.toBe("");
    const missing = id.slice(0, -1) + (id.endsWith("0") ? "1" : "0");
    const caller = ownersOnly.has(collection) ? stranger.owner : stranger;
    const ask = (which: string) => caller.call(method, path.replace("[id]", which) + queryOf(path), bodyOf(method, path));
    const [theirs, none] = [await ask(id), await ask(missing)];
    expect(theirs.status).toBe(404);
    expect(theirs.text.replaceAll(id, "ID")).toBe(none.text.replaceAll(missing, "ID"));
  });

  it.each(["connections", "sources", "pipelines"])("slug of %s is not found either", async (collection) => {
    expect((await stranger.call("GET", `/v1/${collection}/mine`)).status).toBe(404);
  });

  it.each(calls.filter(({ method, path }) => method === "GET" && !path.includes("[")))("rows are not in $path", async ({ path }) => {
    const { text } = await stranger.call("GET", path);
    for (const id of [...Object.values(ids), "rej_01"]) expect(text).not.toContain(id);
  });

  it("schema is not there, and their own of the same name is another one", async () => {
    expect((await stranger.call("GET", "/v1/schemas/mine")).status).toBe(404);
    expect((await stranger.call("DELETE", "/v1/schemas/mine")).status).toBe(404);
    expect((await stranger.call("GET", "/v1/schemas/mine/versions")).body.data).toEqual([]);
    expect((await stranger.call("GET", "/v1/schemas/mine/inferred")).body.data.events).toBe(0);
    await stranger.call("POST", "/v1/schemas", { yaml: "event: mine\nschema: { other: number }" });
    expect((await owner.call("GET", "/v1/schemas/mine")).body.data).toMatchObject({ version: 1, schema: { properties: { word: {} } } });
  });

  it("rows are still there, and whole, for their owner", async () => {
    const { body } = await owner.call("GET", "/v1/events/evt_01");
    expect(body.data).toMatchObject({
      payload: { word: "needle" }, source: "mine",
      runs: [{ id: "run_01", pipeline: "mine", version: 1, steps: [{ step_id: "urgency" }], deliveries: [{ id: "dlv_01", status: "dead", attempts: [{ number: 1, detail: "answered 400" }] }] }],
    });
    expect((await owner.call("GET", "/v1/runs/run_01")).body.data).toEqual(body.data.runs[0]);
    expect((await owner.call("GET", "/v1/sources/mine")).body.data.name).toBe("mine");
    expect((await owner.call("GET", "/v1/rejections")).body.data).toHaveLength(1);
  });
});

describe("lists", () => {
  it.each([
    ["type=mine", 1], ["type=other", 0], ["source=mine", 1], ["source=nothing", 0], ["status=succeeded", 1], ["status=failed", 0],
    ["q=NEEDLE", 1], ["q=hay", 0], ["q=%25", 0], ["to=2000-01-01T00:00:00Z", 0], ["from=2999-01-01T00:00:00Z", 0],
  ])("of events are filtered by %s", async (query, count) => {
    expect((await owner.call("GET", `/v1/events?${query}`)).body.data).toHaveLength(count);
  });

  it.each([["status=dead", 1], ["status=held", 0], ["status=delivered", 0], ["status=delivering", 0], ["kind=webhook", 1], ["kind=slack", 0], ["pipeline=mine", 1], ["pipeline=x", 0]])(
    "of deliveries are filtered by %s",
    async (query, count) => {
      expect((await owner.call("GET", `/v1/deliveries?${query}`)).body.data).toHaveLength(count);
    },
  );

  it("walk all events in pages, newest first, without gaps or doubles, also under a filter", async () => {
    const tenant = await api.createTenant();
    for (let n = 0; n < 7; n++) await tenant.call("POST", "/v1/ingest", { type: n % 2 ? "odd" : "even", payload: { n } });
    for (const [filter, count] of [["", 7], ["&type=even", 4], ["&q=%22n%22", 7], ["&from=2020-01-01T00:00:00Z", 7], ["&to=2020-01-01T00:00:00Z", 0]] as const) {
      const seen: string[] = [];
      let cursor: string | null = "";
      while (cursor !== null) {
        const { body }: { body: { data: { id: string }[]; next: string | null } } = await tenant.call("GET", `/v1/events?limit=2${filter}${cursor && `&cursor=${cursor}`}`);
        seen.push(...body.data.map(({ id }) => id));
        cursor = body.next;
      }
      expect(seen).toHaveLength(count);
      expect(seen).toEqual([...new Set(seen)].sort().reverse());
    }
  });
});

describe("scopes", () => {
  let ingestOnly: Tenant;
  beforeAll(async () => {
    ingestOnly = await api.createTenant(["ingest"]);
  });

  it.each(calls)("$method $path needs a key that has its scope", async ({ method, path }) => {
    const target = path.replace("[id]", "x");
    const body = method === "GET" ? undefined : {};
    expect((await call(undefined, method, target, body)).status).toBe(401);
    expect((await ingestOnly.call(method, target, body)).status).toBe(403);
  });

  it("keep a key from making one that may do more than itself", async () => {
    const tenant = await api.createTenant(["manage"]);
    expect((await tenant.call("POST", "/v1/keys", { name: "more", scopes: ["ingest"] })).status).toBe(403);
  });
});

describe("secrets", () => {
  it("appear in no answer and no log line, whatever fails", async () => {
    const slack = await startSlackSandboxServer();
    const written: string[] = [];
    const spies = [process.stdout, process.stderr].map((stream) => vi.spyOn(stream, "write").mockImplementation((chunk) => (written.push(String(chunk)), true)));
    const answers: string[] = [];
    try {
      const tenant = await api.createTenant();
      const ask = async (method: Method, path: string, body?: unknown) => answers.push((await tenant.call(method, path, body)).text);
      const connect = (kind: string, slug: string, config: unknown, verify: boolean) => ask("POST", "/v1/connections", { kind, slug, config, verify });
      const configs: [string, unknown][] = [
        ["slack", { botToken: "xoxb-MARKER-1", apiBaseUrl: slack.apiUrl }],
        ["slack", { botToken: "MARKER-not-a-token" }],
        ["webhook", { url: "http://127.0.0.1:9/MARKER", auth: "bearer", token: "MARKER", headers: { "x-key": "MARKER" } }],
        ["webhook", { url: "MARKER", auth: "MARKER" }],
        ["openai", { apiKey: "sk-MARKER", baseUrl: "http://127.0.0.1:9/v1" }],
        ["openai", { apiKey: { MARKER_as: "object" } }],
      ];
      for (const [index, [kind, config]] of configs.entries()) for (const verify of [true, false]) await connect(kind, `c${index}`, config, verify);
      await ask("GET", "/v1/connections");
      for (const index of [0, 2, 4]) {
        await ask("GET", `/v1/connections/c${index}`);
        await ask("POST", `/v1/connections/c${index}/test`);
        await ask("GET", `/v1/connections/c${index}/targets`);
        await ask("GET", `/v1/connections/c${index}/fields?target=${encodeURIComponent('{"table":"t"}')}`);
        await ask("PUT", `/v1/connections/c${index}`, { config: { url: "MARKER", botToken: "MARKER" } });
      }
      const destinations = [{ id: "s", kind: "slack", connection: "c0", target: { channel: "#alerts" } }];
      await ask("POST", "/v1/pipelines/import", { definition: { version: 1, slug: "p", name: "P", destinations }, deploy: true });
      await api.db.pool.query("update connections set secrets_encrypted = '\\x00' where organization_id = $1", [tenant.organizationId]);
      await ask("POST", "/v1/connections/c2/test");
      await ask("PUT", "/v1/connections/c2", { config: { token: "MARKER" } });
    } finally {
      for (const spy of spies) spy.mockRestore();
      await slack.close();
    }
    expect(answers.length).toBeGreaterThan(20);
    // Names of unknown fields may be repeated; values may not.
    expect(answers.filter((text) => text.includes("MARKER"))).toEqual([]);
    expect(written.filter((line) => line.includes("MARKER"))).toEqual([]);
    const audit = await api.db.pool.query("select detail::text as detail from audit_entries");
    expect(audit.rows.filter((row) => row.detail.includes("MARKER"))).toEqual([]);
  });
});
