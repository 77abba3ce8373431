import "../testing/environment";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AuditEntryResource } from "@/lib/audit/audit-resource";
import { startTestApi, type Tenant, type TestApi } from "../testing/api";

let api: TestApi;
let tenant: Tenant;
beforeAll(async () => {
  api = await startTestApi();
  tenant = await api.createTenant();
});
afterAll(() => api.close());

describe("a key in lists", () => {
  it("names its source and who made it, never its text", async () => {
    await tenant.call("POST", "/v1/sources", { slug: "billing" });
    const made = await tenant.call("POST", "/v1/keys", { name: "billing service", scopes: ["ingest"], source: "billing" });
    expect(made.body.data).toMatchObject({ source: "billing", created_by_name: "test", key: expect.stringMatching(/^il_live_/) });
    const list = await tenant.call("GET", "/v1/keys");
    expect(list.body.data[0]).toMatchObject({ name: "billing service", source: "billing", created_by: expect.stringMatching(/^key:key_/), created_by_name: "test", last_used_at: null });
    expect(list.text).not.toContain(made.body.data.key);
  });

  it("made by a member carries the member's name, else the address", async () => {
    const { rows } = await api.db.pool.query("select m.user_id, u.email from memberships m join users u on u.id = m.user_id where m.organization_id = $1", [tenant.organizationId]);
    await api.db.pool.query("update api_keys set created_by = $2 where organization_id = $1 and name = 'test'", [tenant.organizationId, `user:${rows[0].user_id}`]);
    const byName = async () => (await tenant.call("GET", "/v1/keys")).body.data.find((key: { name: string }) => key.name === "test").created_by_name;
    expect(await byName()).toBe(rows[0].email);
    await api.db.pool.query("update users set name = 'Ada' where id = $1", [rows[0].user_id]);
    expect(await byName()).toBe("Ada");
  });

  it("leaves in the audit log who made it and who revoked it, when, and its prefix, once each", async () => {
    const { userId, call } = tenant.owner;
    const { id, key, prefix } = (await call("POST", "/v1/keys", { name: "short-lived", scopes: ["read"] })).body.data;
    for (let time = 0; time < 2; time++) expect((await call("DELETE", `/v1/keys/${id}`)).status).toBe(204);
    const { body, text } = await call("GET", "/v1/audit");
    const entries = body.data.filter(({ subject }: AuditEntryResource) => subject === id);
    const who = { actor: `user:${userId}`, subject_name: "short-lived", created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) };
    expect(entries).toMatchObject([
      { ...who, action: "key.revoked", detail: { name: "short-lived", prefix } },
      { ...who, action: "key.created", detail: { name: "short-lived", prefix, scopes: ["read"] } },
    ]);
    expect(entries).toHaveLength(2);
    expect(text).not.toContain(key);
  });

  it("can be seen by who may only read, and made or revoked by who may manage", async () => {
    const { key } = (await tenant.call("POST", "/v1/keys", { name: "reader", scopes: ["read"] })).body.data;
    const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
    expect((await fetch(`${api.url}/v1/keys`, { headers })).status).toBe(200);
    expect((await fetch(`${api.url}/v1/keys`, { method: "POST", headers, body: JSON.stringify({ name: "x", scopes: ["read"] }) })).status).toBe(403);
  });
});
