import { expect, test } from "vitest";
import type { RunContext } from "@/lib/pipeline/context";
import type { WindowPlace, WindowRequest } from "@/lib/ports/ports";
import { throttle } from "./definition";
import { executeThrottle } from "./execute";

const time = "2026-11-23T10:00:00.000Z";
const nowMs = Date.parse(time);
const context: RunContext = {
  event: { id: "evt_2", type: "sample", received_at: time, occurred_at: time, payload: { user: "u1" }, meta: { source: "default", url: "", idempotency_key: null } },
  values: {},
  redactions: [],
};

async function execute(mode: "drop" | "delay", answer: WindowPlace, key?: string[]) {
  const asked: WindowRequest[] = [];
  const windows = { take: async (request: WindowRequest) => (asked.push(request), answer) };
  const config = throttle.config.parse({ max: 3, window: "1h", mode, ...(key ? { key } : {}) });
  const input = { config, context, organizationId: "org_1", organizationHashKey: "", nowMs: 0, stepKey: "run_2/t", scope: "pip_1/t" };
  return { result: await executeThrottle(input, { windows, clock: { now: () => nowMs } }), asked };
}

test("asks for a place among so many, for each value of the key", async () => {
  const { result, asked } = await execute("drop", { kind: "taken", atMs: nowMs }, ["$event.user"]);
  expect(result).toEqual({ kind: "continue", patch: {} });
  expect(asked).toEqual([{ organizationId: "org_1", scope: "pip_1/t", key: '["u1"]', ticket: "run_2/t", holder: "evt_2", max: 3, windowMs: 3_600_000, isPatient: false }]);
});

test("no key and one the event has not are counted together", async () => {
  for (const key of [undefined, ["$event.missing"]]) expect((await execute("drop", { kind: "taken", atMs: nowMs }, key)).asked[0]?.key).toBe("null");
});

test("drops with the reason in words", async () => {
  const { result } = await execute("drop", { kind: "refused", heldBy: "evt_1", heldAtMs: nowMs - 1000 });
  expect(result).toEqual({ kind: "drop", reason: "3 in 1h had passed: evt_1 at 2026-11-23T09:59:59.000Z was the earliest of them" });
});

test("waits for a place that lies ahead, and passes once its time has come", async () => {
  const ahead = await execute("delay", { kind: "taken", atMs: nowMs + 1 });
  expect(ahead.result).toEqual({ kind: "wait", until: nowMs + 1, reason: "3 in 1h had passed" });
  expect(ahead.asked[0]?.isPatient).toBe(true);
  expect((await execute("delay", { kind: "taken", atMs: nowMs })).result).toEqual({ kind: "continue", patch: {} });
});
