import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { createApiKey } from "@/lib/api-keys/create-api-key";
import { listApiKeys } from "@/lib/api-keys/list-api-keys";
import { revokeApiKey } from "@/lib/api-keys/revoke-api-key";
import { closeDatabase, openDatabase, type Database } from "@/lib/db";
import { UpstreamError, UserError } from "@/lib/errors";
import { createTenant, type Tenant } from "@/lib/ingest/testing/tenant";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { actorName } from "./authenticate";
import { defineRoute, type Route } from "./define-route";
import { pageQuery } from "./paging";

const holder = globalThis as typeof globalThis & { ingestlayerDatabase?: Database };
let testDatabase: TestDatabase;
let db: Database;
let tenant: Tenant;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  db = openDatabase(testDatabase.url, 4);
  holder.ingestlayerDatabase = db;
  tenant = await createTenant(db, ["read"]);
});
afterAll(async () => {
  delete holder.ingestlayerDatabase;
  await closeDatabase(db);
  await testDatabase.drop();
});

async function call(route: Route, init: RequestInit & { path?: string; params?: Record<string, string>; key?: string } = {}) {
  const headers = new Headers(init.headers);
  headers.set("authorization", `Bearer ${init.key ?? tenant.key}`);
  const request = new Request(`http://localhost/v1/x${init.path ?? ""}`, { ...init, headers });
  const response = await route(request, { params: Promise.resolve(init.params ?? {}) });
  const text = await response.text();
  return { status: response.status, headers: response.headers, json: text === "" ? null : JSON.parse(text) };
}

const echo = defineRoute({
  scope: "read",
  params: z.object({ id: z.string().startsWith("x_") }),
  query: z.object({ ...pageQuery, tag: z.union([z.string(), z.array(z.string())]).optional() }),
  body: z.strictObject({ name: z.string().min(1), steps: z.array(z.object({ n: z.number() })).default([]) }),
  status: 201,
  handler: ({ actor, params, query, body }) => ({ data: { actor: actorName(actor), organizationId: actor.organizationId, params, query, body } }),
});

test("gives the handler who asks and what was asked, parsed", async () => {
  const answer = await call(echo, { method: "POST", path: "?limit=7&tag=a&tag=b", params: { id: "x_1" }, body: '{"name":"n"}', headers: { "content-type": "application/json" } });
  expect(answer.status).toBe(201);
  expect(answer.json).toEqual({
    data: {
      actor: `key:${tenant.keyId}`,
      organizationId: tenant.organizationId,
      params: { id: "x_1" },
      query: { limit: 7, tag: ["a", "b"] },
      body: { name: "n", steps: [] },
    },
  });
  expect(answer.headers.get("x-request-id")).toMatch(/^req_/);
});

test.each([
  [{ params: { id: "other" }, body: '{"name":"n"}' }, 404, "not_found", undefined],
  [{ path: "?limit=0", params: { id: "x_1" }, body: '{"name":"n"}' }, 400, "invalid_request", ["limit"]],
  [{ params: { id: "x_1" }, body: '{"name":"","steps":[{"n":1},{"n":"2"}]}' }, 400, "invalid_request", ["name", "steps[1].n"]],
  [{ params: { id: "x_1" }, body: "{" }, 400, "invalid_json", undefined],
  [{ params: { id: "x_1" }, body: "name=n", headers: { "content-type": "application/x-www-form-urlencoded" } }, 415, "unsupported_media_type", undefined],
  [{ params: { id: "x_1" }, body: "x".repeat(1024 * 1024 + 1), headers: { "content-type": "application/json" } }, 413, "body_too_large", undefined],
])("refuses %j", async (init, status, code, paths) => {
  const answer = await call(echo, { method: "POST", headers: { "content-type": "application/json" }, ...init });
  expect(answer).toMatchObject({ status, json: { error: { code } } });
  expect(answer.json.error.details?.map((problem: { path: string }) => problem.path)).toEqual(paths);
});

test("a body that is streamed without a length is read no further than the bound", async () => {
  let pulled = 0;
  const endless = new ReadableStream({
    pull(controller) {
      pulled++;
      controller.enqueue(new Uint8Array(64 * 1024));
    },
  });
  const answer = await call(echo, { method: "POST", params: { id: "x_1" }, body: endless, duplex: "half", headers: { "content-type": "application/json" } } as RequestInit);
  expect(answer.status).toBe(413);
  expect(pulled).toBeLessThan(25);
});

test("a key without the scope is forbidden; an expired or revoked one is unknown, from the next request on", async () => {
  const manage = defineRoute({ scope: "manage", handler: () => ({ data: 1 }) });
  expect(await call(manage)).toMatchObject({ status: 403, json: { error: { code: "forbidden" } } });
  const { key, row } = await createApiKey(tenant.organizationId, { name: "m", scopes: ["manage"] }, db);
  expect(await call(manage, { key })).toMatchObject({ status: 200, json: { data: 1 } });
  await revokeApiKey({ organizationId: tenant.organizationId, actor: "system" }, row.id, db);
  const refused = await call(manage, { key });
  expect(refused).toMatchObject({ status: 401, json: { error: { code: "unauthenticated" } } });
  expect(refused.headers.get("www-authenticate")).toMatch(/^Bearer/);
});

test("what a handler throws becomes its status; an unexpected error tells nothing but the request's id", async () => {
  const throwing = (error: unknown) => defineRoute({ scope: "read", handler: () => Promise.reject(error) });
  expect(await call(throwing(new UserError("draft_conflict", "changed meanwhile")))).toMatchObject({ status: 409 });
  const limited = await call(throwing(new UserError("rate_limited", "slow down", undefined, 1_500)));
  expect([limited.status, limited.headers.get("retry-after")]).toEqual([429, "2"]);
  expect((await call(throwing(new UpstreamError("vendor says secret-1")))).status).toBe(503);
  const bug = await call(throwing(new Error("secret-2 at /srv/app")), { headers: { "x-request-id": "r-1" } });
  expect(bug.status).toBe(500);
  expect(bug.json).toEqual({ error: { code: "internal", message: "Something went wrong on our side (request r-1)." } });
});

test("an answer holds only what its schema names; none is 204", async () => {
  const cut = defineRoute({ scope: "read", response: z.object({ id: z.string() }), handler: () => ({ id: "1", secret: "s" }) });
  expect((await call(cut)).json).toEqual({ id: "1" });
  const nothing = defineRoute({ scope: "read", handler: () => undefined });
  expect(await call(nothing)).toMatchObject({ status: 204, json: null });
});

test("keys are listed page by page without what they are made of, and only the organization's own", async () => {
  const own = await createTenant(db);
  const other = await createTenant(db);
  for (const name of ["a", "b", "c"]) await createApiKey(own.organizationId, { name, scopes: ["ingest"] }, db);
  const first = await listApiKeys(own.organizationId, { limit: 3 }, db);
  expect(first.data.map((row) => row.name)).toEqual(["c", "b", "a"]);
  const second = await listApiKeys(own.organizationId, { limit: 3, cursor: first.next ?? "" }, db);
  expect(second).toMatchObject({ data: [{ name: "test", prefix: own.key.slice(0, 14) }], next: null });
  expect(JSON.stringify([first, second])).not.toContain(own.key.slice(14));
  await expect(revokeApiKey({ organizationId: other.organizationId, actor: "system" }, own.keyId, db)).rejects.toMatchObject({ code: "not_found" });
});

test("a new key must name itself, known scopes and a source of the organization", async () => {
  const refused = (input: object) => createApiKey(tenant.organizationId, { name: "k", scopes: ["read"], ...input }, db);
  const other = await createTenant(db);
  for (const [input, path] of [
    [{ name: " " }, "name"],
    [{ scopes: [] }, "scopes"],
    [{ scopes: ["read", "admin"] }, "scopes"],
    [{ source: other.sourceId }, "source"],
    [{ expiresAt: new Date(0) }, "expiresAt"],
  ] as const) {
    await expect(refused(input)).rejects.toMatchObject({ code: "invalid_request", details: [{ path }] });
  }
});
