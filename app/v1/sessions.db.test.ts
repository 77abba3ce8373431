import "./testing/environment";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { routes, type Method } from "./all-routes";
import { call, signIn, startTestApi, testPassword, type SignedIn, type Tenant, type TestApi } from "./testing/api";

let api: TestApi;
let tenant: Tenant;
let editor: SignedIn;
let viewer: SignedIn;
beforeAll(async () => {
  api = await startTestApi();
  tenant = await api.createTenant();
  editor = await api.createMember(tenant.organizationId, "editor");
  viewer = await api.createMember(tenant.organizationId, "viewer");
});
afterAll(() => api.close());

const unsafe: Method[] = ["POST", "PUT", "PATCH", "DELETE"];
const changes = routes.flatMap(({ path, handlers }) =>
  unsafe.flatMap((method) => {
    const scope = handlers[method]?.definition.scope;
    return scope ? [{ method, path: path.replaceAll(/\[\w+\]/g, "x"), scope }] : [];
  }),
);
const hook = { kind: "webhook", config: { url: "https://example.com/x" }, verify: false };

describe("a role", () => {
  it("owner and editor work on the routes a key works on, a viewer reads them", async () => {
    for (const [member, status] of [[tenant.owner, 201], [editor, 201], [viewer, 403]] as const) {
      expect((await member.call("POST", "/v1/connections", { ...hook, slug: member.userId.toLowerCase().replaceAll("_", "-") })).status).toBe(status);
      expect((await member.call("GET", "/v1/connections")).status).toBe(200);
    }
  });

  it.each(changes.filter(({ scope }) => scope !== "read"))("viewer is refused $method $path, before its body is looked at", async ({ method, path }) => {
    const answer = await viewer.call(method, path, { anything: true });
    expect(answer).toMatchObject({ status: 403, body: { error: { code: "forbidden", message: "Your role, viewer, does not allow this" } } });
  });

  it("is read from the database each time: who was made a viewer a moment ago changes nothing any more", async () => {
    const member = await api.createMember(tenant.organizationId, "editor");
    expect((await member.call("POST", "/v1/keys", { name: "k", scopes: ["read"] })).status).toBe(201);
    await tenant.owner.call("PATCH", `/v1/members/${member.userId}`, { role: "viewer" });
    expect((await member.call("POST", "/v1/keys", { name: "k", scopes: ["read"] })).status).toBe(403);
    await tenant.owner.call("DELETE", `/v1/members/${member.userId}`);
    expect((await member.call("GET", "/v1/connections")).status).toBe(401);
  });

  it("is the one in the organization that the member looks at", async () => {
    const elsewhere = await api.createTenant();
    await api.db.prisma.membership.create({ data: { organizationId: elsewhere.organizationId, userId: editor.userId, role: "viewer" } });
    expect((await editor.call("GET", "/v1/me")).body.data).toMatchObject({ organization_id: tenant.organizationId, role: "editor" });
    expect((await editor.call("PATCH", "/v1/me", { organization_id: elsewhere.organizationId })).status).toBe(204);
    const me = (await editor.call("GET", "/v1/me")).body.data;
    expect(me).toMatchObject({ organization_id: elsewhere.organizationId, role: "viewer", has_password: true });
    expect(me.organizations.map(({ id }: { id: string }) => id)).toEqual([tenant.organizationId, elsewhere.organizationId]);
    await editor.call("PATCH", "/v1/me", { organization_id: tenant.organizationId });
    const third = await api.createTenant();
    expect((await editor.call("PATCH", "/v1/me", { organization_id: third.organizationId })).body.error.details[0].path).toBe("organization_id");
  });
});

describe("a session", () => {
  it.each(changes)("does not $method $path for another site's page", async ({ method, path }) => {
    const foreign: Record<string, string>[] = [
      { "sec-fetch-site": "cross-site" }, { "sec-fetch-site": "same-site" }, { origin: "https://evil.example", host: "127.0.0.1:3000" }, { origin: "null" }, {},
    ];
    for (const headers of foreign) {
      const answer = await tenant.owner.call(method, path, {}, headers);
      expect(answer, JSON.stringify(headers)).toMatchObject({ status: 403, body: { error: { message: "This request came from another site" } } });
    }
  });

  it("of a browser without Fetch Metadata is known by its Origin", async () => {
    const rename = (headers: Record<string, string>) => tenant.owner.call("PATCH", "/v1/me", { name: "Ann" }, headers);
    expect((await rename({ origin: "https://events.example.com", host: "events.example.com" })).status).toBe(204);
    expect((await rename({ origin: "http://127.0.0.1:3000" })).status).toBe(204);
    expect((await rename({ origin: "https://events.example.com:8443", host: "events.example.com" })).status).toBe(403);
  });

  it("that is made up, changed or of an unknown user is none", async () => {
    const ask = (cookie: string) => call(undefined, "GET", "/v1/connections", undefined, { cookie });
    const name = "next-auth.session-token";
    for (const cookie of [`${name}=x`, `${name}=`, `${name}=${"A".repeat(200)}`, "other=1"]) expect((await ask(cookie)).status).toBe(401);
    expect((await signIn("usr_nobody", "").call("GET", "/v1/connections")).status).toBe(401);
  });

  it("is named in the audit log by its user", async () => {
    const { body } = await editor.call("POST", "/v1/connections", { ...hook, slug: "audited" });
    const entry = await api.db.prisma.auditEntry.findFirstOrThrow({ where: { subject: body.data.id } });
    expect(entry.actor).toBe(`user:${editor.userId}`);
  });

  it("may make a key, which the list says who made", async () => {
    const { body } = await editor.call("POST", "/v1/keys", { name: "mine", scopes: ["ingest", "read", "manage"] });
    expect(body.data).toMatchObject({ created_by: `user:${editor.userId}` });
  });
});

describe("a changed password", () => {
  const next = "an even longer password";

  it("ends every session there was, and asks for the one before", async () => {
    const member = await api.createMember(tenant.organizationId, "viewer");
    const change = (body: unknown) => member.call("POST", "/v1/me/password", body);
    expect((await change({ current_password: "guess", password: next })).body.error.details).toEqual([{ path: "current_password", message: "This is not your password." }]);
    expect((await change({ current_password: testPassword, password: "short" })).body.error.details[0].path).toBe("password");
    expect((await change({ current_password: testPassword, password: next })).status).toBe(204);
    expect((await member.call("GET", "/v1/me")).status).toBe(401);
    const again = signIn(member.userId, member.email, 2);
    expect((await again.call("GET", "/v1/me")).status).toBe(200);
    expect((await again.call("POST", "/v1/me/password", { current_password: testPassword, password: next })).status).toBe(400);
  });

  it("can't be guessed from a browser left open", async () => {
    const member = await api.createMember(tenant.organizationId, "viewer");
    const statuses: number[] = [];
    for (let n = 0; n < 11; n++) statuses.push((await member.call("POST", "/v1/me/password", { current_password: `guess ${n}`, password: next })).status);
    expect(statuses).toEqual([...Array(10).fill(400), 429]);
  });

  it("needs no earlier one where there is none", async () => {
    const member = await api.createMember(tenant.organizationId, "viewer");
    await api.db.prisma.user.update({ where: { id: member.userId }, data: { passwordHash: null } });
    expect((await member.call("POST", "/v1/me/password", { password: next })).status).toBe(204);
  });

  it("is not a key's business", async () => {
    for (const [method, path, body] of [["GET", "/v1/me"], ["PATCH", "/v1/me", { name: "x" }], ["POST", "/v1/me/password", { password: next }], ["POST", "/v1/me/sign-out"]] as const) {
      expect((await tenant.call(method, path, body)).status).toBe(403);
    }
  });
});

it("signing out everywhere ends this session as well", async () => {
  const member = await api.createMember(tenant.organizationId, "editor");
  expect((await member.call("POST", "/v1/me/sign-out")).status).toBe(204);
  expect((await member.call("GET", "/v1/me")).status).toBe(401);
});
