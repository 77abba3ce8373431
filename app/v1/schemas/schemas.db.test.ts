import "../testing/environment";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { recipeCatalog } from "@/lib/recipes/catalog";
import { startTestApi, type Tenant, type TestApi } from "../testing/api";

let api: TestApi;
let tenant: Tenant;
beforeAll(async () => {
  api = await startTestApi();
  tenant = await api.createTenant();
});
afterAll(() => api.close());

const yaml = "event: ticket.created\nschema:\n  id: string\n  tier: enum [free, pro]\n  note: string?\nidempotency:\n  key: id\n  window: 1h\n";
const send = (payload: object, type = "ticket.created") => tenant.call("POST", "/v1/ingest", { type, payload });

describe("a schema", () => {
  it("is declared as YAML, read in all its forms, and holds for the next event", async () => {
    expect((await send({ id: 1 })).status).toBe(202);
    const { status, body } = await tenant.call("POST", "/v1/schemas", { yaml });
    expect(status).toBe(201);
    expect(body.data).toMatchObject({
      type: "ticket.created", version: 1, mode: "refuse", yaml,
      schema: { type: "object", required: ["id", "tier"] },
      typescript: '{\n  id: string;\n  tier: "free" | "pro";\n  note?: string;\n}',
      idempotency: { key: "id", window_seconds: 3600 },
    });
    const refused = await send({ id: 1, tier: "gold" });
    expect(refused).toMatchObject({ status: 422, body: { error: { code: "schema_violation" } } });
    expect(refused.body.error.details.map(({ path }: { path: string }) => path)).toEqual(["payload.id", "payload.tier"]);
    expect((await send({ id: "1", tier: "pro" })).status).toBe(202);
    expect((await send({ id: "1", tier: "pro" })).body.data.events[0].duplicate).toBe(true);
  });

  it("as JSON Schema gets a new version; a change that started from an older one is a conflict", async () => {
    const schema = { type: "object", properties: { id: { type: "string", minLength: 1 } }, required: ["id"] };
    const { status, body } = await tenant.call("PUT", "/v1/schemas/ticket.created", { schema, mode: "warn", base_version: 1 });
    expect(status).toBe(200);
    expect(body.data).toMatchObject({ version: 2, mode: "warn", idempotency: null, schema });
    expect((await send({ id: "" })).body.data.events[0].problems).toEqual([{ path: "payload.id", message: "must NOT have fewer than 1 characters" }]);
    expect(await tenant.call("PUT", "/v1/schemas/ticket.created", { schema, base_version: 1 })).toMatchObject({ status: 409, body: { error: { code: "draft_conflict" } } });
    const versions = (await tenant.call("GET", "/v1/schemas/ticket.created/versions")).body.data;
    expect(versions.map(({ version, mode }: { version: number; mode: string }) => [version, mode])).toEqual([[2, "warn"], [1, "refuse"]]);
  });

  it.each([
    [{ yaml: "event: x\nschema: { a: text }" }, /^schema\.a: expected string/],
    [{ yaml: "event: '*'\nschema: {}" }, /^type: expected 1 to 200/],
    [{ type: "x", schema: { type: "object", propertees: {} } }, /^schema: .*propertees/],
    [{ type: "x", schema: { type: "array" } }, /^schema\.type: expected object/],
    [{ schema: {} }, /^type: expected the event's type/],
    [{ type: "x" }, /^schema: expected/],
    [{ type: "x", schema: {}, mode: "strict" }, /mode/],
  ])("that is none is refused by name: %j", async (input, message) => {
    const { status, body } = await tenant.call("POST", "/v1/schemas", input);
    expect([status, body.error.code]).toEqual([400, "invalid_request"]);
    expect(body.error.message).toMatch(message);
  });

  it("keeps its name", async () => {
    expect((await tenant.call("PUT", "/v1/schemas/ticket.created", { yaml: "event: other\nschema: {}" })).body.error.message).toMatch(/^event: expected ticket\.created/);
  });

  it("is inferred from recent events, and told how they would have fared", async () => {
    for (let n = 0; n < 12; n++) await send({ n, plan: n % 2 ? "free" : "pro", ...(n > 5 && { extra: "x" }) }, "plan/changed");
    const inferred = (await tenant.call("GET", "/v1/schemas/plan%2Fchanged/inferred")).body.data;
    expect(inferred).toMatchObject({ events: 12, schema: { properties: { n: { type: "integer" }, plan: { enum: ["free", "pro"] }, extra: { type: "string" } }, required: ["n", "plan"] } });
    expect((await tenant.call("POST", "/v1/schemas/plan%2Fchanged/check", { yaml: inferred.yaml })).body.data).toMatchObject({ checked: 12, fitting: 12, problems: [], yaml: inferred.yaml, schema: inferred.schema });
    const stricter = (await tenant.call("POST", "/v1/schemas/plan%2Fchanged/check", { yaml: "event: plan/changed\nschema:\n  n: integer\n  plan: enum [free]\n" })).body.data;
    expect(stricter).toMatchObject({ checked: 12, fitting: 3, problems: [{ path: "payload.extra", count: 6 }, { path: "payload.plan", count: 6 }] });
    expect((await tenant.call("GET", "/v1/schemas/plan%2Fchanged")).status).toBe(404);
  });

  it("of the 18 recipes becomes the SDK's types", async () => {
    const own = await api.createTenant();
    for (const { schema } of recipeCatalog) expect((await own.call("POST", "/v1/schemas", { yaml: schema })).status).toBe(201);
    const { typescript } = (await own.call("GET", "/v1/types")).body.data;
    expect(typescript.match(/^ {4}"[a-z._]+": \{/gm)).toHaveLength(18);
    const first = (await own.call("GET", "/v1/schemas?limit=10")).body;
    const rest = (await own.call("GET", `/v1/schemas?limit=10&cursor=${encodeURIComponent(first.next)}`)).body;
    expect([...first.data, ...rest.data].map(({ type }: { type: string }) => type)).toHaveLength(18);
    expect(rest.next).toBeNull();
  });

  it("deleted, its type passes undeclared", async () => {
    await tenant.call("POST", "/v1/schemas", { yaml: "event: gone\nschema: { a: string }" });
    expect((await send({ b: 1 }, "gone")).status).toBe(422);
    expect((await tenant.call("DELETE", "/v1/schemas/gone")).status).toBe(204);
    expect((await send({ b: 1 }, "gone")).status).toBe(202);
    expect((await tenant.call("DELETE", "/v1/schemas/gone")).status).toBe(404);
  });
});

describe("what a schema refused", () => {
  const rejections = async (own: Tenant) => (await own.call("GET", "/v1/rejections?reason=schema_violation")).body.data;
  const events = async (own: Tenant) => (await own.call("GET", "/v1/events")).body.data;

  it("is accepted anyway, once, as it came", async () => {
    const own = await api.createTenant();
    await own.call("POST", "/v1/schemas", { yaml: "event: a\nschema: { n: integer }" });
    await own.call("POST", "/v1/ingest", { type: "a", payload: { n: "x", m: 1 }, timestamp: "2026-01-02T03:04:05Z" });
    await expect.poll(() => rejections(own)).toHaveLength(1);
    const [rejection] = await rejections(own);
    expect(rejection).toMatchObject({ can_accept: true, event_id: null, problems: [{ path: "payload.m" }, { path: "payload.n" }] });
    const accept = () => own.call("POST", `/v1/rejections/${rejection.id}/accept`);
    const { body } = await accept();
    expect((await accept()).body.data).toEqual({ event_id: body.data.event_id, duplicate: true });
    expect(await events(own)).toMatchObject([{ id: body.data.event_id, type: "a", occurred_at: "2026-01-02T03:04:05.000Z" }]);
    expect((await rejections(own))[0]).toMatchObject({ can_accept: false, event_id: body.data.event_id });
  });

  it("is judged again once the schema was mended: one by one, and all of a type", async () => {
    const own = await api.createTenant();
    await own.call("POST", "/v1/schemas", { yaml: "event: a\nschema: { n: integer }" });
    for (const n of ["x", "y", "z", null]) await own.call("POST", "/v1/ingest", { type: "a", payload: { n } });
    await expect.poll(() => rejections(own)).toHaveLength(4);
    const [newest] = await rejections(own);
    expect((await own.call("POST", `/v1/rejections/${newest.id}/retry`)).status).toBe(422);
    await own.call("PUT", "/v1/schemas/a", { yaml: "event: a\nschema: { n: string }" });
    expect((await own.call("POST", "/v1/rejections/retry", { type: "a" })).body.data).toEqual({ accepted: 3, refused: 1, has_more: false });
    expect(await events(own)).toHaveLength(3);
    expect((await own.call("POST", "/v1/rejections/retry", { type: "a" })).body.data).toEqual({ accepted: 0, refused: 1, has_more: false });
  });

  it("takes the key that its declared fields make, so that it and the same event sent again are one", async () => {
    const own = await api.createTenant();
    await own.call("POST", "/v1/schemas", { yaml: "event: a\nschema: { id: string, n: integer }\nidempotency: { key: id }" });
    await own.call("POST", "/v1/ingest", { type: "a", payload: { id: "one", n: "x" } });
    await expect.poll(() => rejections(own)).toHaveLength(1);
    await own.call("PUT", "/v1/schemas/a", { yaml: "event: a\nschema: { id: string, n: string }\nidempotency: { key: id }" });
    expect((await own.call("POST", "/v1/rejections/retry", { type: "a" })).body.data.accepted).toBe(1);
    expect((await own.call("POST", "/v1/ingest", { type: "a", payload: { id: "one", n: "x" } })).body.data.events[0].duplicate).toBe(true);
    expect(await events(own)).toMatchObject([{ idempotency_key: "one" }]);
  });

  it("and any other rejection can't be accepted", async () => {
    const own = await api.createTenant();
    await own.call("POST", "/v1/ingest", { type: "a" });
    await expect.poll(async () => (await own.call("GET", "/v1/rejections")).body.data).toHaveLength(1);
    const [rejection] = (await own.call("GET", "/v1/rejections")).body.data;
    expect(rejection.can_accept).toBe(false);
    expect((await own.call("POST", `/v1/rejections/${rejection.id}/accept`)).status).toBe(400);
  });
});
