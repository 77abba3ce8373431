import { afterAll, beforeAll, expect, test } from "vitest";
import { inBatches } from "@/inngest/functions/in-batches";
import type { StepPort } from "@/lib/durable/contract";
import { databaseEntities } from "@/lib/entities/entity-port";
import { importJobs } from "@/lib/entities/import-entities";
import { startTestApi, type Tenant, type TestApi } from "../testing/api";

let api: TestApi;
let own: Tenant;
let other: Tenant;
beforeAll(async () => {
  api = await startTestApi();
  own = await api.createTenant();
  other = await api.createTenant();
});
afterAll(() => api.close());

const upsert = (external_id: string, traits: unknown, tenant = own) => tenant.call("POST", "/v1/entities", { kind: "customer", external_id, traits });

test("a new one answers 201, a known one 200 with its traits merged one level deep", async () => {
  const made = await upsert("cus_1", { plan: "free", address: { city: "Oslo", zip: "0150" } });
  expect(made).toMatchObject({ status: 201, body: { created: true, data: { kind: "customer", external_id: "cus_1" } } });
  const merged = await upsert("cus_1", { plan: "pro", address: { city: "Bergen" }, mrr: 4900 });
  expect(merged).toMatchObject({ status: 200, body: { created: false } });
  expect(merged.body.data).toMatchObject({ id: made.body.data.id, traits: { plan: "pro", address: { city: "Bergen" }, mrr: 4900 } });
});

test("null takes a trait away, in a patch, an upsert and the first write", async () => {
  const { id } = (await upsert("cus_null", { a: 1, b: 2, c: null })).body.data;
  expect((await own.call("GET", `/v1/entities/${id}`)).body.data.traits).toEqual({ a: 1, b: 2 });
  expect((await own.call("PATCH", `/v1/entities/${id}`, { traits: { a: null, d: [null] } })).body.data.traits).toEqual({ b: 2, d: [null] });
  expect((await upsert("cus_null", { b: null })).body.data.traits).toEqual({ d: [null] });
});

test("a patch changes no one that is deleted meanwhile, nor brings it back", async () => {
  const { id } = (await upsert("cus_gone", { a: 1 })).body.data;
  const deleting = await api.db.pool.connect();
  await deleting.query("BEGIN");
  await deleting.query("DELETE FROM entities WHERE id = $1", [id]);
  const patched = own.call("PATCH", `/v1/entities/${id}`, { traits: { b: 2 } });
  const waiting = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
  await expect.poll(async () => (await api.db.pool.query(waiting)).rowCount, { timeout: 20_000 }).toBeGreaterThan(0);
  await deleting.query("COMMIT");
  deleting.release();
  expect((await patched).status).toBe(404);
  expect((await own.call("GET", "/v1/entities?kind=customer&external_id=cus_gone")).body.data).toEqual([]);
});

test("writers at once lose nothing of one another", async () => {
  await Promise.all(Array.from({ length: 40 }, (_, n) => upsert("cus_busy", { [`trait_${n}`]: n })));
  const { data } = (await own.call("GET", "/v1/entities?kind=customer&external_id=cus_busy")).body;
  expect(data).toHaveLength(1);
  expect(Object.keys(data[0].traits)).toHaveLength(40);
});

test("each write is remembered with who made it, the last fifty", async () => {
  const { id } = (await upsert("cus_history", { n: 0 })).body.data;
  for (let n = 1; n < 60; n += 1) await upsert("cus_history", { n });
  const { data } = (await own.call("GET", `/v1/entities/${id}/writes`)).body;
  expect(data).toHaveLength(50);
  expect(data[0]).toMatchObject({ traits: { n: 59 }, actor: expect.stringMatching(/^key:key_/) });
  expect(data.at(-1)).toMatchObject({ traits: { n: 10 } });
});

test("a write tells what it replaced, with writers at once as well", async () => {
  const { id } = (await upsert("cus_before", { plan: "free", kept: 1 })).body.data;
  await own.call("PATCH", `/v1/entities/${id}`, { traits: { plan: "pro", seats: 3 } });
  await own.call("PATCH", `/v1/entities/${id}`, { traits: { seats: null } });
  const history = async () => (await own.call("GET", `/v1/entities/${id}/writes`)).body.data as { traits: { n: number }; before: { n?: number } }[];
  expect((await history()).map(({ traits, before }) => [traits, before])).toEqual([
    [{ seats: null }, { seats: 3 }],
    [{ plan: "pro", seats: 3 }, { plan: "free" }],
    [{ plan: "free", kept: 1 }, {}],
  ]);
  // Each value is replaced by one writer, so the writes are one chain from the first to the one that is left.
  await Promise.all(Array.from({ length: 20 }, (_, n) => upsert("cus_before", { n })));
  const writes = (await history()).slice(0, 20);
  const last = (await own.call("GET", `/v1/entities/${id}`)).body.data.traits.n;
  const replaced = writes.map(({ before }) => before.n);
  expect(new Set([...replaced, last])).toEqual(new Set([undefined, ...writes.map(({ traits }) => traits.n)]));
});

test("another organization sees, changes and deletes none of it", async () => {
  const { id } = (await upsert("cus_secret", { plan: "pro" })).body.data;
  for (const [method, body] of [["GET"], ["PATCH", { traits: { plan: "free" } }], ["DELETE"]] as const) {
    expect((await other.call(method, `/v1/entities/${id}`, body)).status).toBe(404);
  }
  expect((await other.call("GET", `/v1/entities/${id}/writes`)).status).toBe(404);
  expect((await other.call("GET", "/v1/entities")).body.data).toEqual([]);
  expect((await upsert("cus_secret", { plan: "theirs" }, other)).status).toBe(201);
  expect((await own.call("GET", `/v1/entities/${id}`)).body.data.traits).toEqual({ plan: "pro" });
});

test.each<[string, unknown, string]>([
  ["a kind that is no name", { kind: "My Customer", external_id: "1" }, "kind"],
  ["no id", { kind: "customer", external_id: "" }, "external_id"],
  ["an id that is too long", { kind: "customer", external_id: "x".repeat(257) }, "external_id"],
  ["traits that are no object", { kind: "customer", external_id: "1", traits: [] }, "traits"],
  ["too many traits", { kind: "customer", external_id: "1", traits: Object.fromEntries(Array.from({ length: 201 }, (_, n) => [`t${n}`, n])) }, "traits"],
  ["traits that are too large", { kind: "customer", external_id: "1", traits: { a: "x".repeat(70_000) } }, "traits"],
  ["an unknown field", { kind: "customer", external_id: "1", tratis: {} }, "tratis"],
])("%s is refused by the field's name", async (_name, body, path) => {
  const answer = await own.call("POST", "/v1/entities", body);
  expect(answer.status).toBe(400);
  expect(JSON.stringify(answer.body)).toContain(path);
});

test("traits that become too large together are refused, and what was there stays", async () => {
  for (const name of ["a", "b"]) expect((await upsert("cus_large", { [name]: "x".repeat(30_000) })).status).toBeLessThan(300);
  expect((await upsert("cus_large", { c: "x".repeat(30_000) })).status).toBe(400);
  expect(Object.keys((await own.call("GET", "/v1/entities?external_id=cus_large")).body.data[0].traits)).toEqual(["a", "b"]);
});

test("they are found by kind, by the words of ids and traits, and page by page", async () => {
  await own.call("POST", "/v1/entities", { kind: "ship", external_id: "imo-9241061", traits: { name: "Northern Light", tons: 8200, flag: "NO" } });
  await own.call("POST", "/v1/entities", { kind: "ship", external_id: "imo-1000001", traits: { name: "Southern Cross" } });
  const found = async (query: string) => (await own.call("GET", `/v1/entities?${query}`)).body.data.map((row: { external_id: string }) => row.external_id);
  expect(await found("kind=ship&q=north")).toEqual(["imo-9241061"]);
  expect(await found("q=light+8200")).toEqual(["imo-9241061"]);
  expect(await found("q=imo-1000")).toEqual(["imo-1000001"]);
  for (const odd of ["'", "\\", "a & !", ":*", "%27%29%3B--"]) expect((await own.call("GET", `/v1/entities?q=${encodeURIComponent(odd)}`)).status).toBe(200);
  const first = (await own.call("GET", "/v1/entities?kind=ship&limit=1")).body;
  const second = (await own.call("GET", `/v1/entities?kind=ship&limit=1&cursor=${first.next}`)).body;
  expect([...first.data, ...second.data].map((row: { external_id: string }) => row.external_id)).toEqual(["imo-1000001", "imo-9241061"]);
  expect(second.next).toBeNull();
  expect((await own.call("GET", "/v1/entity-kinds")).body.data).toEqual(["customer", "ship"]);
});

test("they are found by when they were last written", async () => {
  const old = (await own.call("POST", "/v1/entities", { kind: "van", external_id: "old" })).body.data;
  await own.call("POST", "/v1/entities", { kind: "van", external_id: "new" });
  await api.db.pool.query("UPDATE entities SET updated_at = '2026-01-01T12:00:00Z' WHERE id = $1", [old.id]);
  const found = async (time: string) => (await own.call("GET", `/v1/entities?kind=van&updated_after=${encodeURIComponent(time)}`)).body.data.map((row: { external_id: string }) => row.external_id);
  expect(await found("2026-01-01T12:59:59+01:00")).toEqual(["new", "old"]);
  expect(await found("2026-01-01T12:00:00Z")).toEqual(["new"]);
  const answer = await own.call("GET", "/v1/entities?updated_after=yesterday");
  expect(answer.status).toBe(400);
  expect(JSON.stringify(answer.body)).toContain("updated_after");
});

test("a deleted one is gone with its history, and the audit log says who did it", async () => {
  const { id } = (await upsert("cus_gone", { a: 1 })).body.data;
  expect((await own.call("DELETE", `/v1/entities/${id}`)).status).toBe(204);
  expect((await own.call("GET", `/v1/entities/${id}`)).status).toBe(404);
  expect((await api.db.pool.query("SELECT 1 FROM entity_writes WHERE entity_id = $1", [id])).rowCount).toBe(0);
  expect((await own.owner.call("GET", "/v1/audit?limit=1")).body.data[0]).toMatchObject({ action: "entity.deleted", subject: id });
});

test("a step that runs again writes once", async () => {
  const entities = databaseEntities(api.db);
  const write = (plan: string, ticket: string) => entities.write(own.organizationId, { kind: "customer", externalId: "cus_step", traits: { plan }, ticket });
  expect(await write("free", "run:run_1/s")).toEqual({ plan: "free" });
  expect(await write("pro", "run:run_2/s")).toEqual({ plan: "pro" });
  expect(await write("free", "run:run_1/s")).toEqual({ plan: "pro" });
  expect(await entities.find(own.organizationId, "customer", "cus_step")).toEqual({ plan: "pro" });
  expect(await entities.find(other.organizationId, "customer", "cus_step")).toBeNull();
});

/** Runs the job as the engines do; with `dies`, the process ends after that many batches, and another takes over. */
async function runImport(id: string, dies = Infinity): Promise<void> {
  const { handler } = inBatches(importJobs(api.db));
  let batches = 0;
  const step = {
    run: async (_id: string, fn: () => unknown) => {
      if ((batches += 1) > dies) throw new Error("the process died");
      return fn();
    },
  } as unknown as StepPort;
  await handler({ data: { organizationId: own.organizationId, jobId: id, round: 0 }, step } as never);
}

test("ten thousand rows are imported, three bad ones are told by row and field, and a crash repeats nothing", async () => {
  const lines = Array.from({ length: 10_000 }, (_, n) => `account,acc_${n},Name ${n},${n},true,"{""tier"":""gold""}"`);
  lines[10] = "Account!,acc_10,x,1,true,";
  lines[4999] = "account,,x,1,true,";
  lines[9999] = `account,${"y".repeat(300)},x,1,true,`;
  const asked = await own.call("POST", "/v1/entities/imports", { csv: `kind,external_id,name,seats,active,extra\n${lines.join("\n")}\n` });
  expect(asked).toMatchObject({ status: 202, body: { data: { status: "running", total: 10_000, done: 0 } } });
  const { id } = asked.body.data;
  await expect(runImport(id, 7)).rejects.toThrow("died");
  expect((await own.call("GET", `/v1/entities/imports/${id}`)).body.data).toMatchObject({ status: "running", done: 3500 });
  await runImport(id);
  const { data } = (await own.call("GET", `/v1/entities/imports/${id}`)).body;
  expect(data).toMatchObject({ status: "done", done: 10_000, created: 9997, updated: 0, failed: 3 });
  expect(data.errors.map(({ row, field }: { row: number; field: string }) => [row, field])).toEqual([[11, "kind"], [5000, "external_id"], [10_000, "external_id"]]);
  expect((await own.call("GET", "/v1/entities?kind=account&external_id=acc_7")).body.data[0].traits).toEqual({ name: "Name 7", seats: 7, active: true, extra: { tier: "gold" } });
  expect((await other.call("GET", `/v1/entities/imports/${id}`)).status).toBe(404);
});

test("an import can be cancelled, and a file that is no table is refused whole", async () => {
  const { id } = (await own.call("POST", "/v1/entities/imports", { entities: [{ kind: "customer", external_id: "never" }] })).body.data;
  expect((await own.call("DELETE", `/v1/entities/imports/${id}`)).body.data.status).toBe("cancelled");
  await runImport(id);
  expect((await own.call("GET", "/v1/entities?external_id=never")).body.data).toEqual([]);
  for (const csv of ["name,plan\nAda,pro\n", "kind,external_id\n", 'kind,external_id\n"a,b\n']) {
    const answer = await own.call("POST", "/v1/entities/imports", { csv });
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toContain("csv");
  }
});
