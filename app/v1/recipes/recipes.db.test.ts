import "../testing/environment";
import { afterAll, beforeAll, expect, test } from "vitest";
import { destinationKinds } from "@/lib/destinations/catalog";
import { recipeCatalog } from "@/lib/recipes/catalog";
import { startTestApi, type Tenant, type TestApi } from "../testing/api";

let api: TestApi;
let own: Tenant;
beforeAll(async () => {
  api = await startTestApi();
  own = await api.createTenant();
});
afterAll(() => api.close());

test("every recipe is listed, and becomes a draft into every kind that only lacks what a person chooses", async () => {
  const { data } = (await own.call("GET", "/v1/recipes")).body;
  expect(data.map(({ slug }: { slug: string }) => slug)).toEqual(recipeCatalog.map(({ slug }) => slug));
  for (const { slug } of recipeCatalog) {
    for (const kind of slug === "route-support-escalations" ? destinationKinds : ["slack"]) {
      const used = await own.call("POST", `/v1/recipes/${slug}/use`, { kind });
      expect(used.status, used.text).toBe(201);
      const pipeline = (await own.call("GET", `/v1/pipelines/${used.body.data.pipeline_id}`)).body.data;
      expect(pipeline).toMatchObject({ status: "draft" });
      expect(pipeline.draft.destinations[0]).toMatchObject({ kind, connection: "" });
      expect(pipeline.problems.every(({ path }: { path: string }) => path.startsWith("destinations[0].")), JSON.stringify(pipeline.problems)).toBe(true);
    }
  }
});

test("its event is declared once; a declaration that is there stays as it is", async () => {
  const other = await api.createTenant();
  await other.call("POST", "/v1/schemas", { yaml: "event: ci.build.finished\nschema:\n  repo: string\n" });
  await other.call("POST", "/v1/recipes/monitor-ci-builds/use", { kind: "slack" });
  expect((await other.call("GET", "/v1/schemas/ci.build.finished")).body.data.version).toBe(1);
  expect((await own.call("GET", "/v1/schemas/ci.build.finished")).body.data).toMatchObject({ version: 1, mode: "warn" });
});

test("a connection is taken by its slug, of the right kind only; what is not there is told by its name", async () => {
  await own.call("POST", "/v1/connections", { kind: "webhook", slug: "hook", config: { url: "https://example.com/hook" }, verify: false });
  const used = await own.call("POST", "/v1/recipes/monitor-ci-builds/use", { kind: "webhook", connection: "hook" });
  expect((await own.call("GET", `/v1/pipelines/${used.body.data.pipeline_id}`)).body.data.draft.destinations[0].connection).toBe("hook");
  expect(await own.call("POST", "/v1/recipes/monitor-ci-builds/use", { kind: "slack", connection: "hook" })).toMatchObject({ status: 400 });
  expect(await own.call("POST", "/v1/recipes/monitor-ci-builds/use", { kind: "fax" })).toMatchObject({ status: 400 });
  expect(await own.call("POST", "/v1/recipes/nothing/use", { kind: "slack" })).toMatchObject({ status: 404 });
});
