import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { clearAttention } from "@/lib/deliveries/clear-attention";
import { newId } from "@/lib/ids";
import { acceptedRunsTrigger } from "@/lib/runs/run-trigger";
import { startRecordingServer, type RecordedAnswer, type RecordedRequest, type RecordingServer } from "@/lib/testing/recording-server";
import { startInstallation, type Installation } from "./testing/installation";
import { deployOneDestination } from "./testing/one-destination";

let installation: Installation;
let receiver: RecordingServer;
let respond: (request: RecordedRequest) => RecordedAnswer | Promise<RecordedAnswer>;
beforeAll(async () => {
  receiver = await startRecordingServer({ respond: (request) => respond(request) });
  installation = await startInstallation();
});
beforeEach(() => {
  receiver.requests.length = 0;
  respond = () => ({ status: 200, body: "thanks" });
});
afterAll(async () => {
  await installation.close();
  await receiver.close();
});

const deploy = (onAmbiguous: "resend" | "hold" = "resend") =>
  deployOneDestination(installation, { kind: "webhook", config: { url: `${receiver.url}/hook`, auth: "none" }, target: {}, template: { mode: "json", body: "{ n: $event.n }" }, onAmbiguous });

const attemptsOf = async (pipelineId: string) =>
  (await installation.db.pool.query(
    "SELECT t.number, t.status, t.code, t.request, t.response, t.finished_at >= t.started_at AS is_timed FROM attempts t JOIN deliveries d ON d.id = t.delivery_id WHERE d.pipeline_id = $1 ORDER BY 1",
    [pipelineId],
  )).rows;
const jobsOf = async () => (await installation.db.pool.query<{ trigger: string }>("SELECT trigger FROM engine.jobs WHERE state NOT IN (2, 3)")).rows;
const sentIds = () => receiver.requests.map(({ headers }) => headers["webhook-id"]);

test("a message that arrives at once has all its history, and no job is left of it", async () => {
  const { send, rows, until, pipelineId } = await deploy();
  await send(1, 2, 3);
  await until(["delivered", "delivered", "delivered"]);
  expect(await rows()).toMatchObject(Array.from({ length: 3 }, () => ({ attempts: 1, code: null, possibly_sent: false })));
  expect((await rows()).map(({ id }) => id).toSorted()).toEqual(sentIds().toSorted());
  const whole = { number: 1, status: "delivered", is_timed: true, request: { method: "POST", body: expect.stringContaining('"n":') as string }, response: { status: 200, body: "thanks" } };
  expect(await attemptsOf(pipelineId)).toMatchObject([whole, whole, whole]);
  await expect.poll(jobsOf).toEqual([]);
});

test("one that takes its time is shown as under way, and is not sent again", async () => {
  const { send, until, rows, pipelineId } = await deploy();
  let answer = (_: RecordedAnswer) => {};
  respond = () => new Promise((resolve) => (answer = resolve));
  await send(1);
  await until(["pending"]);
  expect(await attemptsOf(pipelineId)).toMatchObject([{ number: 1, status: "sending" }]);
  answer({ status: 200 });
  await until(["delivered"]);
  expect(await rows()).toMatchObject([{ attempts: 1, possibly_sent: false }]);
  expect(receiver.requests).toHaveLength(1);
});

test("one that is refused follows the ordinary schedule, under the same id", async () => {
  const { send, until, rows, hasten } = await deploy();
  respond = () => ({ status: 503 });
  await send(1);
  await until(["retrying"]);
  expect(await rows()).toMatchObject([{ attempts: 1, code: "http_503" }]);
  respond = () => ({ status: 200 });
  await hasten();
  await until(["delivered"]);
  expect(new Set(sentIds()).size).toBe(1);
  expect(receiver.requests).toHaveLength(2);
});

test("nothing goes to a paused destination or a connection that needs a person, from the very next event on", async () => {
  const { send, until, pipelineId, connection } = await deploy();
  const { db, organizationId } = installation;
  await send(1);
  await until(["delivered"]);
  await db.prisma.destinationAttention.create({ data: { organizationId, pipelineId, destinationId: "there", code: "paused", detail: "it was paused" } });
  await send(2);
  await until(["delivered", "held"]);
  await clearAttention(db, organizationId, { pipelineId, destinationId: "there" }, installation.wake);
  await until(["delivered", "delivered"]);
  await db.prisma.connection.update({ where: { id: connection }, data: { status: "attention", attentionCode: "revoked", attentionDetail: "revoked" } });
  await send(3);
  await until(["delivered", "delivered", "held"]);
  expect(receiver.requests).toHaveLength(2);
});

test("what must not be sent twice is written before it is sent", async () => {
  const { send, until, pipelineId } = await deploy("hold");
  const seen: unknown[] = [];
  respond = async () => {
    seen.push(...(await attemptsOf(pipelineId)).map(({ status }: { status: string }) => status));
    return { status: 200 };
  };
  await send(1);
  await until(["delivered"]);
  expect(seen).toEqual(["sending"]);
});

test("a run whose process died while it may have sent is sent again, once, under the same id and marked", async () => {
  const { send, until, rows, pipelineId } = await deploy();
  const { pool } = installation.db;
  await send(1);
  await until(["delivered"]);
  const [first] = sentIds();
  // As its process leaves it that dies before it could write: the run is queued, and its job comes back.
  await pool.query("DELETE FROM attempts USING deliveries d WHERE d.id = delivery_id AND d.pipeline_id = $1", [pipelineId]);
  await pool.query("DELETE FROM deliveries WHERE pipeline_id = $1", [pipelineId]);
  const { rows: [run] } = await pool.query<{ id: string; organization_id: string }>(
    "UPDATE runs SET status = 'queued', finished_at = NULL WHERE pipeline_id = $1 RETURNING id, organization_id", [pipelineId]);
  await pool.query("DELETE FROM run_steps WHERE run_id = $1", [run?.id]);
  await pool.query(
    "INSERT INTO engine.jobs (trigger, key, data) VALUES ($1, $2, $3)",
    [acceptedRunsTrigger, newId("run"), JSON.stringify({ runs: [[run?.organization_id, run?.id]] })],
  );
  installation.wake();
  await until(["delivered"]);
  expect(await rows()).toMatchObject([{ id: first, attempts: 2, possibly_sent: true }]);
  expect(await attemptsOf(pipelineId)).toMatchObject([{ number: 1, status: "unknown", code: "interrupted" }, { number: 2, status: "delivered" }]);
  expect(sentIds()).toEqual([first, first]);
});
