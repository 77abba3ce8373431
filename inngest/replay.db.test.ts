import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { replayEvent } from "@/lib/events/replay-event";
import { getReplayJob, replayDeliveries } from "@/lib/deliveries/replay-deliveries";
import type { ReplayChoice } from "@/lib/deliveries/replay-choice";
import { replayRequestSchema, type ReplayJob } from "@/lib/deliveries/replay-job-resource";
import { replayDelivery } from "@/lib/deliveries/replay-delivery";
import { until } from "@/lib/durable/embedded/testing/engine-under-test";
import type { PipelineDefinition, PipelineDestination, PipelineStep } from "@/lib/pipeline/definition";
import type { JsonObject } from "@/lib/pipeline/context";
import { startRecordingServer, type RecordedAnswer, type RecordedRequest, type RecordingServer } from "@/lib/testing/recording-server";
import { startInstallation, type Installation } from "./testing/installation";

vi.setConfig({ testTimeout: 60_000 });

let installation: Installation;
let receiver: RecordingServer;
let respond: (request: RecordedRequest) => RecordedAnswer;
beforeAll(async () => {
  [installation, receiver] = await Promise.all([startInstallation(), startRecordingServer({ respond: (request) => respond(request) })]);
});
afterEach(() => receiver.requests.splice(0));
afterAll(() => Promise.all([installation.close(), receiver.close()]));

const asRendered: ReplayChoice = { from: "destination", version: "original" };
const renderedAnew: ReplayChoice = { from: "destination", version: "current" };
const fromStart: ReplayChoice = { from: "start", version: "current" };
const fromStartAsBefore: ReplayChoice = { from: "start", version: "original" };
const refused: RecordedAnswer = { status: 422 };
const taken: RecordedAnswer = { status: 200 };
const unreadable = "{{ $event.text";

test("what was refused is sent to the failed destination as it was rendered, under the id it had", async () => {
  const orders = await start({ archive: '{ said: "$event.text" }', other: '{ copy: "$event.text" }' });
  respond = ({ path }) => (path === "/archive" ? refused : taken);
  await orders.send({ text: "one" }, { text: "two" });
  const dead = await orders.deliveries("dead");
  const before = receiver.requests.length;
  respond = () => taken;
  await orders.redeploy({ archive: '{ mended: "$event.text" }' });
  expect(await orders.replay(asRendered)).toMatchObject({ status: "done", total: 2, replayed: 2, skipped: 0 });
  expect(sentSince(before)).toEqual([{ said: "one" }, { said: "two" }]);
  expect(await orders.deliveries("delivered")).toEqual(expect.arrayContaining(dead.map(({ id }) => expect.objectContaining({ id, superseded_by: null }))));
  expect(await orders.runs()).toMatchObject([{ replay: 0 }, { replay: 0 }]);
});

test("a payload that was refused is mended by a new version, for the failed destination alone", async () => {
  const orders = await start({ archive: '{ said: "$event.text" }', other: '{ copy: "$event.text" }' });
  respond = ({ path, body }) => (path === "/archive" && !body.includes("mended") ? refused : taken);
  await orders.send({ text: "one" }, { text: "two" });
  const before = receiver.requests.length;
  await orders.redeploy({ archive: '{ mended: "$event.text" }', other: '{ copy: "$event.text" }' });
  expect(await orders.replay(renderedAnew)).toMatchObject({ status: "done", total: 2, replayed: 2, skipped: 0, skipped_for: [] });
  expect(sentSince(before)).toEqual([{ mended: "one" }, { mended: "two" }]);
  const runs = await orders.runs();
  expect(runs).toMatchObject([{ replay: 0, version: 1 }, { replay: 0, version: 1 }, { replay: 1, version: 2, only_destination: "archive" }, { replay: 1, version: 2, only_destination: "archive" }]);
  expect((await orders.deliveries("dead")).map(({ superseded_by }) => superseded_by)).toEqual(runs.slice(2).map(({ id }) => id));
  expect(await orders.replay(renderedAnew)).toMatchObject({ total: 0, replayed: 0 });
});

test("a message that could not be made is skipped as it is, and mended by a new version", async () => {
  const orders = await start({ archive: unreadable });
  respond = () => taken;
  await orders.send({ text: "one" });
  expect(await orders.deliveries("dead")).toMatchObject([{ code: "invalid_template", message: null }]);
  expect(await orders.replay(asRendered)).toMatchObject({ total: 1, replayed: 0, skipped: 1, skipped_for: [{ reason: "no message was made: only a new run can send it", count: 1 }] });
  await orders.redeploy({ archive: '{ mended: "$event.text" }' });
  expect(await orders.replay(renderedAnew)).toMatchObject({ total: 1, replayed: 1, skipped: 0 });
  expect(sentSince(0)).toEqual([{ mended: "one" }]);
});

test("from the start an event runs once through its pipeline, however many of its deliveries were chosen and in how many batches", async () => {
  const orders = await start({ archive: '{ a: "$event.text" }', other: '{ b: "$event.text" }' });
  respond = () => refused;
  await orders.send({ text: "one" }, { text: "two" });
  const before = receiver.requests.length;
  respond = () => taken;
  await orders.redeploy({ archive: '{ a2: "$event.text" }', third: '{ c: "$event.text" }' });
  expect(await orders.replay(fromStart, { rate: 1 })).toMatchObject({ status: "done", total: 4, replayed: 4, skipped: 0 });
  expect(sentSince(before)).toEqual([{ a2: "one" }, { a2: "two" }, { c: "one" }, { c: "two" }]);
  expect((await orders.runs()).map(({ replay, version, only_destination }) => [replay, version, only_destination])).toEqual([[0, 1, null], [0, 1, null], [1, 2, null], [1, 2, null]]);
  expect((await orders.deliveries("dead")).every(({ superseded_by }) => superseded_by !== null)).toBe(true);
});

test("from the start on the original version nothing of a newer one is sent", async () => {
  const orders = await start({ archive: '{ said: "$event.text" }' });
  respond = () => refused;
  await orders.send({ text: "one" });
  respond = () => taken;
  await orders.redeploy({ archive: '{ mended: "$event.text" }' });
  const before = receiver.requests.length;
  expect(await orders.replay(fromStartAsBefore)).toMatchObject({ replayed: 1 });
  expect(sentSince(before)).toEqual([{ said: "one" }]);
  expect(await orders.runs()).toMatchObject([{ replay: 0, version: 1 }, { replay: 1, version: 1 }]);
});

test("what the current version has no destination for is skipped with the reason, and stays", async () => {
  const orders = await start({ archive: '{ said: "$event.text" }', other: '{ copy: "$event.text" }' });
  respond = () => refused;
  await orders.send({ text: "one" });
  await orders.redeploy({ other: '{ mended: "$event.text" }' });
  respond = () => taken;
  expect(await orders.replay(renderedAnew)).toMatchObject({ total: 2, replayed: 1, skipped: 1, skipped_for: [{ reason: `the current version of ${orders.slug} has no destination archive`, count: 1 }] });
  expect(await orders.deliveries("dead")).toMatchObject([{ destination_id: "archive", superseded_by: null }, { destination_id: "other", superseded_by: expect.any(String) }]);
});

test("a new run redacts, and a step that lets an event pass once lets it pass again", async () => {
  const steps: PipelineStep[] = [
    { id: "once", kind: "dedupe", config: { key: ["$event.text"], window: "24h" } },
    { id: "redact", kind: "redact.pii", config: { columns: { default: { email: "mask" } } } },
  ];
  const orders = await start({ archive: unreadable }, steps);
  respond = () => taken;
  await orders.send({ text: "from jane@example.com" });
  await orders.redeploy({ archive: '{ mended: "$event.text" }' }, steps);
  const [delivery] = await orders.deliveries("dead");
  await replayDelivery(installation.db, caller(), delivery?.id ?? "", renderedAnew, installation.wake);
  await installation.settle();
  expect(sentSince(0)).toEqual([{ mended: "from [email redacted]" }]);
});

test("what a failing run was to send needs a person again, and can be sent once the version is mended", async () => {
  const orders = await start({ archive: '{ said: "$event.text" }' });
  respond = () => refused;
  await orders.send({ text: "one" });
  await orders.redeploy({ archive: '{ mended: "$event.text" }' }, [{ id: "broken", kind: "no.such.step", config: {} }]);
  expect(await orders.replay(renderedAnew)).toMatchObject({ replayed: 1 });
  expect(await orders.runs()).toMatchObject([{ status: "succeeded" }, { status: "failed" }]);
  expect(await orders.deliveries("dead")).toMatchObject([{ superseded_by: null, code: "http_422" }]);
  respond = () => taken;
  await orders.redeploy({ archive: '{ mended: "$event.text" }' });
  const before = receiver.requests.length;
  expect(await orders.replay(renderedAnew)).toMatchObject({ total: 1, replayed: 1 });
  expect(sentSince(before)).toEqual([{ mended: "one" }]);
});

test("what is held is sent by the new run alone, also once its own destination works again", async () => {
  const orders = await start({ archive: '{ said: "$event.text" }' });
  respond = () => ({ status: 404 });
  await orders.send({ text: "one" });
  const [held] = await orders.deliveries("held");
  respond = () => taken;
  await orders.redeploy({ archive: '{ mended: "$event.text" }' });
  await installation.db.pool.query("delete from destination_attention where pipeline_id = $1", [orders.pipelineId]);
  const before = receiver.requests.length;
  await replayDelivery(installation.db, caller(), held?.id ?? "", renderedAnew, installation.wake);
  await installation.settle();
  expect(sentSince(before)).toEqual([{ mended: "one" }]);
  for (const choice of [asRendered, renderedAnew]) {
    await expect(replayDelivery(installation.db, caller(), held?.id ?? "", choice, installation.wake)).rejects.toMatchObject({ code: "invalid_request", message: expect.stringMatching(/run_\w+ sends in its place/) });
  }
});

test("an event runs again on the version that it first ran on, or on the current one, and what was dead of it counts as sent", async () => {
  const orders = await start({ archive: '{ said: "$event.text" }' });
  respond = () => refused;
  await orders.send({ text: "one" });
  respond = () => taken;
  await orders.redeploy({ archive: '{ mended: "$event.text" }' });
  const [first] = await orders.runs();
  const before = receiver.requests.length;
  for (const version of ["original", "current"] as const) {
    for (const pipeline of [orders.pipelineId, undefined]) {
      await replayEvent(installation.db, caller(), first?.event_id ?? "", { pipeline, version }, installation.wake);
      await installation.settle();
    }
  }
  expect(sentSince(before)).toEqual([{ mended: "one" }, { mended: "one" }, { said: "one" }, { said: "one" }]);
  expect(await orders.deliveries("dead")).toMatchObject([{ superseded_by: (await orders.runs())[1]?.id }]);
});

let pipelines = 0;
const caller = () => ({ organizationId: installation.organizationId, actor: "system" as const });
/** In the order of their text: webhooks keep none. */
const sentSince = (before: number) => receiver.requests.slice(before).map(({ body }) => body).toSorted().map((body) => JSON.parse(body));

/** A pipeline to webhooks, by destination id the body of each. */
async function start(bodies: Record<string, string>, steps: PipelineStep[] = []) {
  const slug = `replay${(pipelines += 1)}`;
  const connections = new Map<string, string>();
  const definition = async (bodies: Record<string, string>, steps: PipelineStep[]): Promise<PipelineDefinition> => {
    const destinations: PipelineDestination[] = [];
    for (const [id, body] of Object.entries(bodies)) {
      const connection = connections.get(id) ?? (await installation.connect("webhook", { url: `${receiver.url}/${id}`, auth: "none" }));
      connections.set(id, connection);
      destinations.push({ id, kind: "webhook", connection, target: {}, template: { mode: "json", body }, onAmbiguous: "resend", config: {} });
    }
    return { version: 1, slug, name: slug, sources: [{ source: "default", match: slug }], steps, destinations };
  };
  const pipelineId = await installation.deploy(await definition(bodies, steps));
  const query = async <Row extends object>(sql: string, values: unknown[] = []) => (await installation.db.pool.query<Row>(sql, [pipelineId, ...values])).rows;
  return {
    slug, pipelineId,
    redeploy: async (bodies: Record<string, string>, steps: PipelineStep[] = []) => installation.redeploy(pipelineId, await definition(bodies, steps)),
    async send(...payloads: JsonObject[]) {
      await installation.send(payloads.map((payload) => ({ type: slug, payload })));
      await installation.settle();
    },
    async replay(choice: ReplayChoice, more: { rate?: number } = {}): Promise<ReplayJob> {
      const { id } = await replayDeliveries(installation.db, caller(), replayRequestSchema.parse({ filter: { pipeline: slug }, ...choice, ...more }), installation.wake);
      await until(async () => (await getReplayJob(installation.db, installation.organizationId, id)).status !== "running");
      await installation.settle();
      return getReplayJob(installation.db, installation.organizationId, id);
    },
    deliveries: (status: string) => query<{ id: string; destination_id: string; code: string | null; message: unknown; superseded_by: string | null }>("select * from deliveries where pipeline_id = $1 and status = $2 order by id", [status]),
    runs: () => query<{ id: string; event_id: string; replay: number; status: string; version: number; only_destination: string | null }>("select r.*, v.number as version from runs r join pipeline_versions v on v.id = r.pipeline_version_id where r.pipeline_id = $1 order by r.id"),
  };
}
