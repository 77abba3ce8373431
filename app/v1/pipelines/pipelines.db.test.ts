import "../testing/environment";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Problem } from "@/lib/errors";
import type { VersionResource } from "@/lib/pipelines/pipeline-resource";
import { startSlackSandboxServer, type SlackSandboxServer } from "@/lib/slack-sandbox/testing-server";
import { startTestApi, type Tenant, type TestApi } from "../testing/api";
import { connectExampleAccounts } from "../testing/example-accounts";
import { examplePipeline, type ExamplePipeline } from "../testing/example-pipeline";

let api: TestApi;
let slack: SlackSandboxServer;
let tenant: Tenant;
beforeAll(async () => {
  api = await startTestApi();
  slack = await startSlackSandboxServer();
});
afterAll(async () => {
  await slack.close();
  await api.close();
});
beforeEach(async () => {
  tenant = await api.createTenant();
  await connectExampleAccounts(tenant, slack);
});

const routingRevision = async () => (await api.db.prisma.organization.findUniqueOrThrow({ where: { id: tenant.organizationId } })).routingRevision;
const create = async (definition = examplePipeline()) => (await tenant.call("POST", "/v1/pipelines", { definition })).body.data;

describe("deploying", () => {
  it("freezes the example with sources and connections by id and the channel's id", async () => {
    const { id, slug } = await create();
    const deployed = await tenant.call("POST", `/v1/pipelines/${slug}/deploy`);
    expect(deployed.status, deployed.text).toBe(200);
    expect(deployed.body.data).toMatchObject({ id, status: "draft", version: { number: 1 }, problems: [] });
    const { body } = await tenant.call("GET", `/v1/pipelines/${id}/versions`);
    const { definition } = body.data[0];
    expect(definition.sources[0].source).toMatch(/^src_/);
    expect(definition.destinations.map((destination: ExamplePipeline["destinations"][0]) => destination.connection)).toEqual([expect.stringMatching(/^con_/), expect.stringMatching(/^con_/)]);
    expect(definition.destinations[0].target.channel).toBe(await slack.channelId("alerts"));
    expect((await tenant.call("GET", `/v1/pipelines/${id}`)).body.data.draft.destinations[0].target.channel).toBe("#alerts");
  });

  it.each([
    ["a source that is not there", (d: ExamplePipeline) => (d.sources[0].source = "nowhere"), "sources[0].source"],
    ["a connection that is not there", (d: ExamplePipeline) => (d.destinations[0].connection = "nobody"), "destinations[0].connection"],
    ["a connection of another kind", (d: ExamplePipeline) => (d.destinations[0].connection = "archive-hook"), "destinations[0].connection"],
    ["a channel that is not there", (d: ExamplePipeline) => (d.destinations[0].target.channel = "#nowhere"), "destinations[0].target"],
    ["a model connection that is not there", (d: ExamplePipeline) => (d.steps[0].config.model = "llm/gpt"), "steps[0].config.model"],
    ["a model connection that is none", (d: ExamplePipeline) => (d.steps[0].config.model = "archive-hook/gpt"), "steps[0].config.model"],
    ["a template that does not parse", (d: ExamplePipeline) => (d.destinations[0].template.text = "{{ $event.body |"), "destinations[0].template.text"],
  ])("refuses %s, naming its place, and freezes nothing", async (_, spoil, path) => {
    const definition = examplePipeline();
    spoil(definition);
    const { id } = await create(definition);
    const answer = await tenant.call("POST", `/v1/pipelines/${id}/deploy`);
    expect(answer.status).toBe(422);
    expect(answer.body.error.code).toBe("invalid_definition");
    expect(answer.body.error.details.map((problem: Problem) => problem.path)).toContain(path);
    expect((await tenant.call("GET", `/v1/pipelines/${id}/versions`)).body.data).toEqual([]);
  });

  it("switches an active pipeline to the new version and has routing read again", async () => {
    const { id } = await create();
    await tenant.call("POST", `/v1/pipelines/${id}/deploy`);
    const before = await routingRevision();
    await tenant.call("POST", `/v1/pipelines/${id}/activate`);
    expect(await routingRevision()).toBe(before + 1);
    const second = await tenant.call("POST", `/v1/pipelines/${id}/deploy`);
    expect(second.body.data).toMatchObject({ status: "active", version: { number: 2 } });
    expect(await routingRevision()).toBe(before + 2);
  });

  it("gives concurrent deploys numbers without gaps or doubles", async () => {
    const { id } = await create();
    const answers = await Promise.all([1, 2, 3, 4].map(() => tenant.call("POST", `/v1/pipelines/${id}/deploy`)));
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200]);
    const { body } = await tenant.call("GET", `/v1/pipelines/${id}/versions`);
    expect(body.data.map((version: VersionResource) => version.number)).toEqual([4, 3, 2, 1]);
  });
});

describe("the life of a pipeline", () => {
  it("is not activated or paused before a deploy", async () => {
    const { id } = await create();
    for (const verb of ["activate", "pause"]) {
      expect(await tenant.call("POST", `/v1/pipelines/${id}/${verb}`)).toMatchObject({ status: 409, body: { error: { code: "not_deployed" } } });
    }
  });

  it("goes active, paused, active and archived, each time telling routing, and frees its slug", async () => {
    const { id } = await create();
    await tenant.call("POST", `/v1/pipelines/${id}/deploy`);
    const start = await routingRevision();
    const statuses = [];
    for (const verb of ["activate", "activate", "pause", "activate"]) statuses.push((await tenant.call("POST", `/v1/pipelines/${id}/${verb}`)).body.data.status);
    expect(statuses).toEqual(["active", "active", "paused", "active"]);
    expect((await tenant.call("DELETE", `/v1/pipelines/${id}`)).status).toBe(204);
    expect(await routingRevision()).toBe(start + 4);
    expect((await tenant.call("GET", "/v1/pipelines")).body.data).toEqual([]);
    expect((await tenant.call("GET", `/v1/pipelines/${id}`)).body.data.status).toBe("archived");
    expect((await tenant.call("POST", `/v1/pipelines/${id}/activate`)).status).toBe(400);
    expect((await create()).id).not.toBe(id);
  });

  it("keeps a connection from being deleted while it is deployed, and lets it go after", async () => {
    const { id } = await create();
    await tenant.call("POST", `/v1/pipelines/${id}/deploy`);
    const refused = await tenant.call("DELETE", "/v1/connections/archive-hook");
    expect(refused.status).toBe(400);
    expect(refused.body.error.message).toContain("route-support-escalations");
    expect((await tenant.call("DELETE", "/v1/sources/default")).body.error.message).toContain("route-support-escalations");
    await tenant.call("DELETE", `/v1/pipelines/${id}`);
    expect((await tenant.call("DELETE", "/v1/connections/archive-hook")).status).toBe(204);
  });
});

describe("drafts", () => {
  it("are saved with their problems, and a stale save is refused", async () => {
    const { id, revision } = await create();
    const broken = { ...examplePipeline(), destinations: [{ id: "x", kind: "slack" }] };
    const saved = await tenant.call("PUT", `/v1/pipelines/${id}`, { definition: broken, revision });
    expect(saved.body.data.revision).toBe(revision + 1);
    expect(saved.body.data.problems.map((problem: Problem) => problem.path)).toContain("destinations[0].connection");
    expect(await tenant.call("PUT", `/v1/pipelines/${id}`, { definition: broken, revision })).toMatchObject({ status: 409, body: { error: { code: "draft_conflict" } } });
  });

  it("name who saved the draft last", async () => {
    const { id, revision, draft_saved_by } = await create();
    expect(draft_saved_by).toMatch(/^key:key_/);
    const saved = await tenant.owner.call("PUT", `/v1/pipelines/${id}`, { definition: examplePipeline(), revision });
    expect(saved.body.data.draft_saved_by).toBe(`user:${tenant.owner.userId}`);
    expect((await tenant.call("GET", `/v1/pipelines/${id}`)).body.data.draft_saved_by).toBe(`user:${tenant.owner.userId}`);
  });

  it("let exactly one of two saves from the same revision win", async () => {
    const { id, revision } = await create();
    const answers = await Promise.all([1, 2].map(() => tenant.call("PUT", `/v1/pipelines/${id}`, { definition: examplePipeline(), revision })));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
  });

  it("can't take another pipeline's slug", async () => {
    const { id, revision } = await create();
    await create({ ...examplePipeline(), slug: "second" });
    const taken = await tenant.call("PUT", `/v1/pipelines/${id}`, { definition: { ...examplePipeline(), slug: "second" }, revision });
    expect(taken.status).toBe(422);
    expect(taken.body.error.details[0].path).toBe("slug");
  });

  it("are restored from an earlier version", async () => {
    const { id } = await create();
    await tenant.call("POST", `/v1/pipelines/${id}/deploy`);
    const { revision } = (await tenant.call("PUT", `/v1/pipelines/${id}`, { definition: { ...examplePipeline(), steps: [] }, revision: 1 })).body.data;
    const restored = await tenant.call("POST", `/v1/pipelines/${id}/restore`, { version: 1, revision });
    expect(restored.body.data.draft.steps).toHaveLength(3);
    expect((await tenant.call("POST", `/v1/pipelines/${id}/restore`, { version: 9, revision: revision + 1 })).status).toBe(404);
  });
});

describe("files", () => {
  it("come back from an export as they were imported, from JSON and YAML, also of a version", async () => {
    const imported = await tenant.call("POST", "/v1/pipelines/import", { definition: examplePipeline(), activate: true });
    expect(imported.body.data).toMatchObject({ status: "active", version: { number: 1 } });
    const { id } = imported.body.data;
    const yaml = (await tenant.call("GET", `/v1/pipelines/${id}/export?format=yaml`)).body.data.text;
    const again = await tenant.call("POST", "/v1/pipelines/import", { text: yaml, deploy: true });
    expect(again.body.data).toMatchObject({ id, version: { number: 2 } });
    expect(JSON.parse((await tenant.call("GET", `/v1/pipelines/${id}/export`)).body.data.text)).toEqual(examplePipeline());
    const version = JSON.parse((await tenant.call("GET", `/v1/pipelines/${id}/export?version=1`)).body.data.text);
    expect(version.sources).toEqual(examplePipeline().sources);
    expect(version.destinations.map((destination: ExamplePipeline["destinations"][0]) => destination.connection)).toEqual(["acme-slack", "archive-hook"]);
  });

  it.each([["slug: [", /line 1/], ["a: &x 1\nb: *x", /aliases/], ["- 1", /object/]])("are refused with what is wrong in %j", async (text, message) => {
    const answer = await tenant.call("POST", "/v1/pipelines/import", { text });
    expect(answer.status).toBe(422);
    expect(answer.body.error.message).toMatch(message);
  });
});
