import { expect, test } from "vitest";
import type { RunContext } from "@/lib/pipeline/context";
import { filterMatch } from "./definition";
import { executeFilterMatch } from "./execute";

const time = "2026-11-23T10:00:00.000Z";
const context: RunContext = {
  event: { id: "evt_1", type: "sample", received_at: time, occurred_at: time, payload: { email: "x@y.io", tier: "free" }, meta: { source: "default", url: "", idempotency_key: null } },
  values: { classify: { urgency: "low" } },
  redactions: [],
};

const run = (where: unknown) =>
  executeFilterMatch({ config: filterMatch.config.parse({ where }), context, organizationId: "org_1", organizationHashKey: "", nowMs: 0, stepKey: "run_1/f", scope: "pip_1/step" }, {});

test("a drop says in words which condition did not hold and what was there", () => {
  const where = { combinator: "and", conditions: [{ field: "$classify.urgency", op: "==", value: "critical" }] };
  expect(run(where)).toEqual({ kind: "drop", reason: '$classify.urgency = "low", wanted == "critical"' });
});

test("an event for which the conditions hold goes on unchanged", () => {
  expect(run({ combinator: "or", conditions: [{ field: "$event.tier", op: "in", value: ["free", "pro"] }] })).toEqual({ kind: "continue", patch: {} });
});

test("a card of many conditions is still one line", () => {
  const conditions = Array.from({ length: 20 }, (_, i) => ({ field: `$event.some_field_${i}`, op: "==", value: "a long value" }));
  const line = filterMatch.describe(filterMatch.config.parse({ where: { combinator: "and", conditions } }));
  expect(line.length).toBeLessThanOrEqual(80);
  expect(line).toMatch(/… only$/);
  expect(filterMatch.describe(filterMatch.config.parse({ where: { combinator: "and", conditions: [] } }))).toBe("every event");
});
