import { expect, test } from "vitest";
import type { JsonObject, RunContext } from "@/lib/pipeline/context";
import type { WindowPlace, WindowRequest } from "@/lib/ports/ports";
import { dedupe } from "./definition";
import { executeDedupe } from "./execute";

const time = "2026-11-23T10:00:00.000Z";
const contextOf = (payload: JsonObject): RunContext => ({
  event: { id: "evt_2", type: "sample", received_at: time, occurred_at: time, payload, meta: { source: "default", url: "", idempotency_key: null } },
  values: {},
  redactions: [],
});

async function execute(payload: JsonObject, answer: WindowPlace, key = ["$event.host", "$event.check"]) {
  const asked: WindowRequest[] = [];
  const windows = { take: async (request: WindowRequest) => (asked.push(request), answer) };
  const config = dedupe.config.parse({ key, window: "5m" });
  const input = { config, context: contextOf(payload), organizationId: "org_1", organizationHashKey: "", nowMs: 0, stepKey: "run_2/d", scope: "pip_1/d" };
  return { result: await executeDedupe(input, { windows }), asked };
}

test("asks for the one place of the key, as the run and for the pipeline's step", async () => {
  const { result, asked } = await execute({ host: "web-1", check: "disk" }, { kind: "taken", atMs: 0 });
  expect(result).toEqual({ kind: "continue", patch: {} });
  expect(asked).toEqual([{ organizationId: "org_1", scope: "pip_1/d", key: '["web-1","disk"]', ticket: "run_2/d", holder: "evt_2", max: 1, windowMs: 300_000, isPatient: false }]);
});

test("says which event came first, and when", async () => {
  const { result } = await execute({ host: "web-1" }, { kind: "refused", heldBy: "evt_1", heldAtMs: Date.parse(time) });
  expect(result).toEqual({ kind: "drop", reason: `duplicate of evt_1, which passed at ${time}` });
});

test("an event without any of the key passes, says so and takes no place; a part of the key is enough", async () => {
  const without = await execute({}, { kind: "refused", heldBy: "evt_1", heldAtMs: 0 });
  expect(without).toEqual({ result: { kind: "continue", patch: {}, facts: { key: null } }, asked: [] });
  expect((await execute({ check: "disk" }, { kind: "taken", atMs: 0 })).asked[0]?.key).toBe('[null,"disk"]');
});

test("values that only look alike are different", async () => {
  const keyOf = async (payload: JsonObject) => (await execute(payload, { kind: "taken", atMs: 0 })).asked[0]?.key;
  const keys = await Promise.all([keyOf({ host: "1" }), keyOf({ host: 1 }), keyOf({ host: "1,", check: "" }), keyOf({ host: "1", check: "," })]);
  expect(new Set(keys).size).toBe(4);
});

test("a window is from 1s to 90d", () => {
  const check = (window: string) => dedupe.check?.(dedupe.config.parse({ key: ["$event.a"], window })).map(({ path }) => path);
  expect([check("1s"), check("90d"), check("91d")]).toEqual([[], [], ["window"]]);
});
