import { expect, test } from "vitest";
import { resolveText } from "@/lib/pipeline/refs";
import { sampleContext } from "./sample-context";

test("every suggestion's ref leads to its sample, whatever the order they come in", () => {
  const suggestions = [
    { ref: "$event.customer.tier", type: "string", sample: "pro" },
    { ref: "$event.customer", type: "object", sample: { tier: "old", name: "Ada" } },
    { ref: "$event.items[0].sku", type: "string", sample: "S-1" },
    { ref: '$event["odd key"]', type: "number", sample: 7 },
    { ref: "$event.payload.type", type: "string", sample: "inner" },
    { ref: "$event.type", type: "string", sample: "order.paid" },
    { ref: "$event.meta.source", type: "string", sample: "shop" },
    { ref: "$classify.urgency", type: "string", sample: "high" },
    { ref: "$output", type: "any", sample: [1, 2] },
    { ref: "$event.no", type: "boolean", sample: false },
  ];
  const context = sampleContext(suggestions);
  for (const { ref, sample } of suggestions) if (ref !== "$event.customer") expect(resolveText(ref, context), ref).toEqual(sample);
  expect(resolveText("$event.customer", context)).toEqual({ tier: "pro", name: "Ada" });
});

test("without a sample it is a value the ref is known to take, else its name in angle quotes", () => {
  const context = sampleContext([{ ref: "$classify.urgency", type: "string", values: ["low"] }, { ref: "$event.amount", type: "number" }, { ref: "$event.list", type: "array" }, { ref: "$event.id", type: "string" }]);
  expect(resolveText("$classify.urgency", context)).toBe("low");
  expect(context.event.payload).toEqual({ amount: "‹amount›" });
  expect(context.event.id).toBe("evt_sample");
});

test("odd refs do no harm", () => {
  const context = sampleContext([{ ref: "$event", type: "object", sample: {} }, { ref: "nonsense", type: "string" }, { ref: "$event.__proto__", type: "string", sample: "x" }, { ref: "$event.a[999999]", type: "string", sample: "x" }]);
  expect(Object.keys(context.event.payload ?? {})).toEqual(["__proto__", "a"]);
  expect(resolveText("$event.a", context)).toEqual([]);
});
