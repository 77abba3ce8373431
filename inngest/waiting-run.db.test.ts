import { afterAll, beforeAll, expect, test } from "vitest";
import { startRecordingServer, type RecordingServer } from "@/lib/testing/recording-server";
import { startInstallation, type Installation } from "./testing/installation";

let installation: Installation;
let receiver: RecordingServer;
beforeAll(async () => {
  [installation, receiver] = await Promise.all([startInstallation(), startRecordingServer()]);
});
afterAll(() => Promise.all([installation.close(), receiver.close()]));

type Run = { status: string; reason: string | null; finished_at: Date | null; step_ids: string[]; statuses: string[] };
const runs = async () =>
  (await installation.db.pool.query<Run>("SELECT r.status, r.reason, r.finished_at, s.step_ids, s.statuses FROM runs r LEFT JOIN run_steps s ON s.run_id = r.id ORDER BY r.id")).rows;

test("a run whose step waits says so, with what it did before, until when and why; then it goes on", async () => {
  const connection = await installation.connect("webhook", { url: receiver.url, auth: "none" });
  await installation.deploy({
    version: 1, slug: "slow", name: "Slow", sources: [{ source: "default" }],
    steps: [
      { id: "paid", kind: "filter.match", config: { where: { combinator: "and", conditions: [{ field: "$event.n", op: ">", value: 0 }] } } },
      { id: "slowly", kind: "throttle", config: { max: 1, window: "1h", mode: "delay" } },
    ],
    destinations: [{ id: "there", kind: "webhook", connection, target: {}, onAmbiguous: "resend", config: {} }],
  });
  await installation.send([{ type: "order", payload: { n: 1 } }]);
  await expect.poll(async () => (await runs()).map(({ status }) => status), { timeout: 20_000 }).toEqual(["succeeded"]);
  await installation.send([{ type: "order", payload: { n: 2 } }]);
  await expect.poll(async () => (await runs()).map(({ status }) => status), { timeout: 20_000 }).toEqual(["succeeded", "waiting"]);
  const [, waiting] = await runs();
  expect(waiting).toMatchObject({ finished_at: null, step_ids: ["paid", "slowly"], statuses: ["ok", "waiting"], reason: expect.stringMatching(/^slowly waits until \d{4}-.*: 1 in 1h had passed$/) });

  await installation.db.pool.query("UPDATE step_places SET at = at - interval '1 hour'");
  await installation.db.pool.query("UPDATE engine.checkpoints SET result = to_jsonb((extract(epoch FROM now()) * 1000)::bigint) WHERE step LIKE 'wait:%'");
  await installation.db.pool.query("UPDATE engine.jobs SET due = now() WHERE state = 0");
  installation.wake();
  await installation.settle();
  expect(await runs()).toMatchObject([{ status: "succeeded" }, { status: "succeeded", reason: null, statuses: ["ok", "ok"] }]);
  expect(receiver.requests).toHaveLength(2);
});
