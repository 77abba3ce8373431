import "./testing/environment";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signInWithProvider } from "@/lib/sessions/sign-in-with-provider";
import { call, signIn, startTestApi, testPassword, type SignedIn, type Tenant, type TestApi } from "./testing/api";

let api: TestApi;
let tenant: Tenant;
let owner: SignedIn;
beforeAll(async () => {
  api = await startTestApi();
  tenant = await api.createTenant();
  ({ owner } = tenant);
});
afterAll(() => api.close());

const invite = async (email: string, role = "editor", by = owner) => (await by.call("POST", "/v1/invitations", { email, role })).body.data;
const accept = (link: string, fields: object) => call(undefined, "POST", "/v1/invitations/accept", { token: link.split("/invite/")[1], ...fields });
const roleOf = async (userId: string) =>
  (await api.db.prisma.membership.findUnique({ where: { organizationId_userId: { organizationId: tenant.organizationId, userId } } }))?.role;

describe("members", () => {
  it("are an owner's to change: no editor, no viewer and no key may", async () => {
    const editor = await api.createMember(tenant.organizationId, "editor");
    const viewer = await api.createMember(tenant.organizationId, "viewer");
    for (const who of [editor, viewer, tenant]) {
      for (const [method, path, body] of [
        ["PATCH", `/v1/members/${editor.userId}`, { role: "owner" }],
        ["DELETE", `/v1/members/${viewer.userId}`],
        ["POST", "/v1/invitations", { email: "mine@else.example", role: "owner" }],
      ] as const) {
        expect((await who.call(method, path, body)).status).toBe(403);
      }
    }
    expect(await roleOf(editor.userId)).toBe("editor");
  });

  it("are listed without anything secret, and changed with an audit entry", async () => {
    const member = await api.createMember(tenant.organizationId, "viewer");
    const answer = await owner.call("PATCH", `/v1/members/${member.userId}`, { role: "editor" });
    expect(answer.body.data).toMatchObject({ id: member.userId, email: member.email, role: "editor" });
    const { body, text } = await member.call("GET", "/v1/members");
    expect(body.data.find(({ id }: { id: string }) => id === member.userId)).toEqual(answer.body.data);
    expect(text).not.toContain("argon2");
    expect(await api.db.prisma.auditEntry.findFirst({ where: { subject: member.userId } })).toMatchObject({ actor: `user:${owner.userId}`, action: "member.role_changed", detail: { from: "viewer", to: "editor" } });
  });

  it("leave with the API keys they made, or without", async () => {
    const other = await api.createTenant();
    for (const isRevoking of [false, true]) {
      const member = await api.createMember(tenant.organizationId, "editor");
      const made = (await member.call("POST", "/v1/keys", { name: "theirs", scopes: ["read"] })).body.data;
      const opens = async () => (await call(made.key, "GET", "/v1/keys")).status;
      expect(await opens()).toBe(200);
      expect((await other.owner.call("DELETE", `/v1/members/${member.userId}?revoke_keys=true`)).status).toBe(404);
      expect(await opens()).toBe(200);
      expect((await owner.call("DELETE", `/v1/members/${member.userId}?revoke_keys=${isRevoking}`)).status).toBe(204);
      await expect.poll(opens).toBe(isRevoking ? 401 : 200);
      const audit = await api.db.prisma.auditEntry.findMany({ where: { organizationId: tenant.organizationId, action: "key.revoked", subject: made.id } });
      expect(audit.map(({ actor, detail }) => ({ actor, detail }))).toEqual(isRevoking ? [{ actor: `user:${owner.userId}`, detail: { name: "theirs", prefix: made.prefix, made_by: member.email } }] : []);
    }
    expect((await call(tenant.key, "GET", "/v1/keys")).status).toBe(200);
  });

  it("keep one owner, also when two step down at once", async () => {
    const org = await api.createTenant();
    for (const [method, body] of [["PATCH", { role: "viewer" }], ["DELETE", undefined]] as const) {
      expect((await org.owner.call(method, `/v1/members/${org.owner.userId}`, body)).body.error.message).toMatch(/only owner/);
    }
    const second = await api.createMember(org.organizationId, "owner");
    const answers = await Promise.all([org.owner, second].map((who) => who.call("DELETE", `/v1/members/${who.userId}`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 403]);
    expect(await api.db.prisma.membership.count({ where: { organizationId: org.organizationId, role: "owner" } })).toBe(1);
  });
});

describe("an invitation", () => {
  it("makes an account and a member, once", async () => {
    const invitation = await invite(" New@Team.example ", "viewer");
    expect(invitation).toMatchObject({ email: "new@team.example", role: "viewer", invited_by: `user:${owner.userId}` });
    expect((await accept(invitation.link, { password: "short" })).body.error.details[0].path).toBe("password");
    const accepted = await accept(invitation.link, { name: "New", password: "a password of their own" });
    expect(accepted).toMatchObject({ status: 201, body: { data: { email: "new@team.example" } } });
    const me = signIn(accepted.body.data.user_id, "");
    expect((await me.call("GET", "/v1/me")).body.data).toMatchObject({ name: "New", role: "viewer", organization_id: tenant.organizationId });
    expect((await accept(invitation.link, { password: "a password of another" })).status).toBe(404);
    expect((await owner.call("GET", "/v1/invitations")).body.data.map(({ id }: { id: string }) => id)).not.toContain(invitation.id);
  });

  it("makes one member when it is accepted twice at once", async () => {
    const { link, email } = await invite("twice@team.example");
    const answers = await Promise.all(["one long password", "another password"].map((password) => accept(link, { password })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 404]);
    expect(await api.db.prisma.user.count({ where: { email } })).toBe(1);
  });

  it("joins the account its address has, whose password proves it", async () => {
    const other = await api.createTenant();
    const { link } = await invite(other.owner.email, "editor");
    expect((await accept(link, { password: "not theirs at all" })).body.error.details[0].path).toBe("password");
    expect((await accept(link, { name: "Stolen", password: testPassword })).body.data.user_id).toBe(other.owner.userId);
    expect((await other.owner.call("GET", "/v1/me")).body.data).toMatchObject({ name: null, role: "editor", organization_id: tenant.organizationId });
    expect((await owner.call("POST", "/v1/invitations", { email: other.owner.email, role: "viewer" })).body.error.details[0].path).toBe("email");
  });

  it("ends when it is revoked, replaced by another for the same address, or a week old", async () => {
    const revoked = await invite("revoked@team.example");
    expect((await owner.call("DELETE", `/v1/invitations/${revoked.id}`)).status).toBe(204);
    expect((await owner.call("DELETE", `/v1/invitations/${revoked.id}`)).status).toBe(404);
    const replaced = await invite("again@team.example", "owner");
    await invite("again@team.example", "viewer");
    const old = await invite("old@team.example");
    expect(Date.parse(old.expires_at) - Date.parse(old.created_at)).toBeCloseTo(7 * 86_400_000, -4);
    await api.db.prisma.invitation.update({ where: { id: old.id }, data: { expiresAt: new Date() } });
    for (const { link } of [revoked, replaced, old]) expect((await accept(link, { password: "a password of their own" })).status).toBe(404);
  });

  it("is kept as a hash only, and its link is told once", async () => {
    const { id, link } = await invite("hash@team.example");
    const [, token = ""] = link.split("/invite/");
    expect(token).toHaveLength(43);
    expect(JSON.stringify(await api.db.prisma.invitation.findUniqueOrThrow({ where: { id } }))).not.toContain(token);
    expect((await owner.call("GET", "/v1/invitations")).text).not.toContain(token);
  });
});

describe("signing in with a provider", () => {
  const profile = (email: string, isVerified = true) => ({ email, isVerified, name: "Pat" });

  it("knows an account by its verified address, and nobody else", async () => {
    expect(await signInWithProvider(profile(owner.email.toUpperCase()), api.db)).toEqual({ userId: owner.userId, revision: 1 });
    expect(await signInWithProvider(profile(owner.email, false), api.db)).toBeNull();
    expect(await signInWithProvider(profile("stranger@team.example"), api.db)).toBeNull();
    expect(await api.db.prisma.user.count({ where: { email: "stranger@team.example" } })).toBe(0);
  });

  it("accepts a pending invitation to that address", async () => {
    await invite("pat@team.example", "viewer");
    expect(await signInWithProvider(profile("pat@team.example", false), api.db)).toBeNull();
    const session = await signInWithProvider(profile("Pat@team.example"), api.db);
    expect(await roleOf(session?.userId ?? "")).toBe("viewer");
    const me = signIn(session?.userId ?? "", "");
    expect((await me.call("GET", "/v1/me")).body.data).toMatchObject({ name: "Pat", has_password: false });
  });
});
