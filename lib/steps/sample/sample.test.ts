import fc from "fast-check";
import { expect, test } from "vitest";
import type { RunContext } from "@/lib/pipeline/context";
import { sampleEvents } from "./definition";
import { executeSample } from "./execute";

const time = "2026-11-23T10:00:00.000Z";
const contextOf = (id: string, user: string): RunContext => ({
  event: { id, type: "sample", received_at: time, occurred_at: time, payload: { user }, meta: { source: "default", url: "", idempotency_key: null } },
  values: {},
  redactions: [],
});

function passes(rate: number, key: string[] | undefined, id: string, user: string): boolean {
  const config = sampleEvents.config.parse({ rate, ...(key ? { key } : {}) });
  const result = executeSample({ config, context: contextOf(id, user), organizationId: "org_1", organizationHashKey: "", nowMs: 0, stepKey: `run_${id}/s`, scope: "pip_1/s" }, {});
  return (result as { kind: string }).kind === "continue";
}

test("lets about its share through", () => {
  const passed = Array.from({ length: 10_000 }, (_, n) => passes(0.1, undefined, `evt_${n}`, "")).filter(Boolean).length;
  expect(passed).toBeGreaterThan(880);
  expect(passed).toBeLessThan(1120);
});

test("events with one key pass together, whatever their ids", () => {
  fc.assert(fc.property(fc.string(), fc.string(), fc.string(), fc.double({ min: 0, max: 1, noNaN: true }), (user, a, b, rate) => {
    expect(passes(rate, ["$event.user"], a, user)).toBe(passes(rate, ["$event.user"], b, user));
  }));
});

test("a larger share holds the smaller one", () => {
  fc.assert(fc.property(fc.string(), fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (id, one, other) => {
    if (passes(Math.min(one, other), undefined, id, "")) expect(passes(Math.max(one, other), undefined, id, "")).toBe(true);
  }));
});

test("all and none are all and none", () => {
  fc.assert(fc.property(fc.string(), (id) => {
    expect([passes(1, undefined, id, ""), passes(0, undefined, id, "")]).toEqual([true, false]);
  }));
});
