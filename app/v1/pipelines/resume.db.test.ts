import "../testing/environment";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newId } from "@/lib/ids";
import { startSlackSandboxServer, type SlackSandboxServer } from "@/lib/slack-sandbox/testing-server";
import { startTestApi, type Tenant, type TestApi } from "../testing/api";
import { connectExampleAccounts } from "../testing/example-accounts";
import { examplePipeline } from "../testing/example-pipeline";

let api: TestApi;
let slack: SlackSandboxServer;
let tenant: Tenant;
let pipelineId: string;
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
  const imported = await tenant.call("POST", "/v1/pipelines/import", { definition: examplePipeline(), activate: true });
  expect(imported.status, imported.text).toBeLessThan(300);
  pipelineId = imported.body.data.id;
});

const resume = (destination: string, by = tenant) => by.call("POST", `/v1/pipelines/${pipelineId}/destinations/${destination}/resume`);
const delivery = async (id: string) => api.db.prisma.delivery.findUniqueOrThrow({ where: { id } });
const marks = () => api.db.prisma.destinationAttention.count({ where: { pipelineId } });

/** What a destination leaves behind whose channel refuses. */
async function block(destinationId: string, code = "is_archived"): Promise<string> {
  const { organizationId } = tenant;
  const connection = await api.db.prisma.connection.findFirstOrThrow({ where: { organizationId, kind: "slack" } });
  await api.db.pool.query("insert into destination_attention (organization_id, pipeline_id, destination_id, code, detail) values ($1, $2, $3, 'is_archived', 'd') on conflict do nothing", [organizationId, pipelineId, destinationId]);
  const id = newId("delivery");
  const target = { channel: await slack.channelId("alerts") };
  await api.db.prisma.delivery.create({
    data: { id, organizationId, runId: newId("run"), eventId: newId("event"), pipelineId, destinationId, kind: "slack", connectionId: connection.id, target, lane: "old", status: "held", code, message: { text: "x" } },
  });
  return id;
}

describe("resuming a destination", () => {
  it("takes its mark off and releases what it held, of no other destination", async () => {
    const [held, other] = [await block("on-call"), await block("archive")];
    expect(await resume("on-call")).toMatchObject({ status: 200, body: { data: { released: 1 } } });
    expect([(await delivery(held)).status, (await delivery(other)).status]).toEqual(["pending", "held"]);
    expect(await marks()).toBe(1);
    expect((await resume("on-call")).body.data).toEqual({ released: 0 });
  });

  it("is not found by another organization, nor for a destination that is not there", async () => {
    const held = await block("on-call");
    expect((await resume("on-call", await api.createTenant())).status).toBe(404);
    expect((await resume("nowhere")).status).toBe(404);
    expect((await delivery(held)).status).toBe("held");
    expect(await marks()).toBe(1);
  });
});

describe("a deploy", () => {
  async function deploy(definition: unknown): Promise<void> {
    const { revision } = (await tenant.call("GET", `/v1/pipelines/${pipelineId}`)).body.data;
    await tenant.call("PUT", `/v1/pipelines/${pipelineId}`, { definition, revision });
    const answer = await tenant.call("POST", `/v1/pipelines/${pipelineId}/deploy`);
    expect(answer.status, answer.text).toBe(200);
  }

  it("that moves a destination sends what it held to the new target, in the new target's lane", async () => {
    const [held, doubtful] = [await block("on-call"), await block("on-call", "possibly_sent")];
    const channel = await slack.addChannel({ name: `moved-${held.slice(-8).toLowerCase()}`, isMember: true });
    const definition = examplePipeline();
    definition.destinations[0].target.channel = channel;
    await deploy(definition);
    const row = await delivery(held);
    expect(row).toMatchObject({ status: "pending", target: { channel }, message: { text: "x" }, sequence: 1 });
    expect(row.lane).toBe(`slack:${row.connectionId}:${channel}`);
    const { rows } = await api.db.pool.query("select lane from engine.jobs where key = $1", [`${held}:1`]);
    expect(rows).toEqual([{ lane: row.lane }]);
    expect((await delivery(doubtful)).status).toBe("held");
    expect(await marks()).toBe(0);
  });

  it("that leaves a destination where it is leaves what it holds", async () => {
    const held = await block("on-call");
    await deploy({ ...examplePipeline(), name: "Renamed" });
    expect(await delivery(held)).toMatchObject({ status: "held", lane: "old" });
    expect(await marks()).toBe(1);
  });
});

describe("pausing a destination", () => {
  const pause = (destination: string, by = tenant) => by.call("POST", `/v1/pipelines/${pipelineId}/destinations/${destination}/pause`);

  it("marks it until it is resumed, says so where it is looked at, and calls nobody", async () => {
    expect((await pause("on-call")).status).toBe(204);
    expect((await pause("on-call")).status).toBe(204);
    expect((await tenant.call("GET", "/v1/blocked-destinations")).body.data).toMatchObject([{ destination_id: "on-call", code: "paused", detail: "it was paused by a key" }]);
    expect((await tenant.call("GET", "/v1/attention")).body.data.blocked_destinations).toBe(0);
    const held = await block("on-call", "paused");
    expect((await resume("on-call")).body.data).toEqual({ released: 1 });
    expect((await delivery(held)).status).toBe("pending");
    expect(await marks()).toBe(0);
  });

  it("leaves the reason of one that is held already, and is not found where it is not deployed", async () => {
    await block("on-call");
    await pause("on-call");
    expect((await tenant.call("GET", "/v1/blocked-destinations")).body.data).toMatchObject([{ code: "is_archived" }]);
    expect((await pause("nowhere")).status).toBe(404);
    expect((await pause("on-call", await api.createTenant())).status).toBe(404);
  });
});
