import "../testing/environment";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestApi, type Tenant, type TestApi } from "../testing/api";

let api: TestApi;
let tenant: Tenant;
beforeAll(async () => {
  api = await startTestApi();
  tenant = await api.createTenant();
});
afterAll(() => api.close());

const app = { client_id: "1234567890.2345678901", client_secret: "secret-marked" };

it("an app is kept by organization, its secret encrypted and never shown", async () => {
  const saved = await tenant.call("PUT", "/v1/slack-app", app);
  expect(saved).toMatchObject({ status: 200, body: { data: { app: { client_id: app.client_id, source: "organization" } } } });
  expect(saved.text).not.toContain("marked");
  const { rows } = await api.db.pool.query("select secret_encrypted from slack_apps where organization_id = $1", [tenant.organizationId]);
  expect(rows[0].secret_encrypted.includes("marked")).toBe(false);
  const audit = await api.db.pool.query("select action, detail::text from audit_entries where organization_id = $1 and action like 'slack_app.%'", [tenant.organizationId]);
  expect(audit.rows).toEqual([{ action: "slack_app.saved", detail: "{}" }]);
  expect((await (await api.createTenant()).call("GET", "/v1/slack-app")).body.data.app).toBeNull();
  expect((await tenant.call("DELETE", "/v1/slack-app")).status).toBe(204);
  expect((await tenant.call("GET", "/v1/slack-app")).body.data.app).toBeNull();
});

it("without https says so, whatever app there is, and leaves the redirect address out of the manifest", async () => {
  await tenant.call("PUT", "/v1/slack-app", app);
  const { data } = (await tenant.call("GET", "/v1/slack-app")).body;
  expect(data).toMatchObject({ sign_in: "needs_https", redirect_url: expect.stringMatching(/^http:.*\/api\/slack\/oauth_redirect$/), has_sandbox: true });
  expect(JSON.parse(data.manifest.json).oauth_config).toEqual({ scopes: { bot: ["chat:write", "chat:write.public", "channels:read", "groups:read"] } });
});

it.each([[{ ...app, client_id: "A0123" }, "client_id"], [{ ...app, client_secret: "" }, "client_secret"]])("names what is wrong in %j", async (body, path) => {
  const answer = await tenant.call("PUT", "/v1/slack-app", body);
  expect(answer.status).toBe(400);
  expect(answer.body.error.details[0].path).toBe(path);
});
