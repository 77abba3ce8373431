import { describe, expect, test } from "vitest";
import { declaredFields } from "./declared-fields";
import { inferFields } from "./infer-fields";

const schema = {
  type: "object",
  properties: {
    plan: { enum: ["free", "pro", null] },
    seats: { type: ["integer", "null"] },
    at: { type: "string", format: "date-time" },
    owner: { type: "object", properties: { email: { type: "string" } } },
    lines: { type: "array", items: { type: "object", properties: { sku: { const: "a" } } } },
    id: { type: "string" },
    free: {},
  },
};

describe("declared fields", () => {
  test("stand in the declaration's order with its types and values, before any event came", () => {
    expect(declaredFields(schema, []).map(({ path, type, values }) => [path, type, values])).toEqual([
      ["$event.plan", "any", ["free", "pro"]],
      ["$event.seats", "number", undefined],
      ["$event.at", "datetime", undefined],
      ["$event.owner", "object", undefined],
      ["$event.owner.email", "string", undefined],
      ["$event.lines", "array", undefined],
      ["$event.lines[0]", "object", undefined],
      ["$event.lines[0].sku", "any", ["a"]],
      ["$event.payload.id", "string", undefined],
      ["$event.free", "any", undefined],
    ]);
  });

  test("take samples and, where none are declared, values from recent events", () => {
    const [plan, seats] = declaredFields(schema, inferFields([{ plan: "pro", seats: 3 }, { plan: "old" }]));
    expect(plan).toEqual({ path: "$event.plan", type: "string", values: ["free", "pro"], sample: "pro", seen: 1 });
    expect(seats).toEqual({ path: "$event.seats", type: "number", values: [3], sample: 3, seen: 0.5 });
  });

  test("are followed by what recent events had besides", () => {
    expect(declaredFields(schema, inferFields([{ surprise: true }])).at(-1)).toEqual({ path: "$event.surprise", type: "boolean", values: [true], sample: true, seen: 1 });
  });

  test("of a declaration that is no schema are none", () => {
    for (const odd of [null, true, [], "x", { properties: [] }]) expect(declaredFields(odd, [])).toEqual([]);
  });
});
