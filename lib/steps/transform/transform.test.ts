import { expect, test } from "vitest";
import type { Json } from "@/lib/durable/contract";
import type { RunContext } from "@/lib/pipeline/context";
import { transform } from "./definition";
import { executeTransform } from "./execute";

const time = "2026-11-23T10:00:00.000Z";

function output(template: string, payload: Json): Json | undefined {
  const context: RunContext = {
    event: { id: "evt_1", type: "sample", received_at: time, occurred_at: time, payload, meta: { source: "default", url: "", idempotency_key: null } },
    values: {},
    redactions: [],
  };
  const input = { config: transform.config.parse({ template }), context, organizationId: "org_1", organizationHashKey: "", nowMs: Date.parse(time), stepKey: "run_1/t", scope: "pip_1/step" };
  const result = executeTransform(input, {});
  return "then" in result || result.kind !== "continue" ? undefined : result.patch.values?.output;
}

test("refs keep their types, prose is text, missing is null, now() is the run's start", () => {
  expect(output('{ id: $event.id, "n": "$event.n", "text": "n is $event.n", "gone": "$event.gone", at: now() }', { n: 3 })).toEqual({
    id: "evt_1",
    n: 3,
    text: "n is 3",
    gone: null,
    at: time,
  });
});

test("a template that does not parse fails the run as the definition's fault", () => {
  expect(() => output("{ id: ", {})).toThrow(expect.objectContaining({ code: "invalid_definition" }));
});

test("the card shows the template's beginning", () => {
  expect(transform.describe({ template: '{\n  "id": "$event.id"\n}' })).toBe('$output = { "id": "$event.id" }');
  expect(transform.describe({ template: " " })).toBe("nothing yet");
});
