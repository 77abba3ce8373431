import "../testing/environment";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startTestApi, type Tenant, type TestApi } from "../testing/api";

let api: TestApi;
let tenant: Tenant;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  tenant = await api.createTenant();
});

const definition = { version: 1, slug: "alerts", name: "Alerts", steps: [{ id: "out", kind: "transform", config: { template: "{}" } }] };
const create = async () => (await tenant.call("POST", "/v1/pipelines", { definition })).body.data.id;

describe("a duplicate", () => {
  it("has the same draft under a slug and a name of its own, as often as wanted, and is a draft", async () => {
    const id = await create();
    const copies = [];
    for (let n = 0; n < 3; n++) copies.push((await tenant.call("POST", `/v1/pipelines/${id}/duplicate`)).body.data);
    expect(copies.map(({ slug }) => slug)).toEqual(["alerts-copy", "alerts-copy-2", "alerts-copy-3"]);
    expect(copies[0]).toMatchObject({ name: "Alerts (copy)", status: "draft", version: null, draft: { slug: "alerts-copy", steps: definition.steps } });
  });
});

describe("an archived pipeline", () => {
  it("comes back with its slug, or a free one where another has taken it", async () => {
    const id = await create();
    await tenant.call("DELETE", `/v1/pipelines/${id}`);
    expect((await tenant.call("POST", `/v1/pipelines/${id}/unarchive`)).body.data).toMatchObject({ id, slug: "alerts", status: "draft" });
    await tenant.call("DELETE", `/v1/pipelines/${id}`);
    await create();
    expect((await tenant.call("POST", `/v1/pipelines/${id}/unarchive`)).body.data).toMatchObject({ id, slug: "alerts-2", draft: { slug: "alerts-2" } });
  });

  it("comes back paused when it was deployed, so that nothing is sent before somebody says so", async () => {
    const id = await create();
    await tenant.call("POST", `/v1/pipelines/${id}/deploy`);
    await tenant.call("POST", `/v1/pipelines/${id}/activate`);
    await tenant.call("DELETE", `/v1/pipelines/${id}`);
    expect((await tenant.call("POST", `/v1/pipelines/${id}/unarchive`)).body.data.status).toBe("paused");
    expect((await tenant.call("POST", `/v1/pipelines/${id}/unarchive`)).status).toBe(400);
  });
});
