import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UserError } from "@/lib/errors";
import { compileSchema } from "./compile-schema";

const ticket = compileSchema({
  type: "object",
  required: ["ticket_id", "tier"],
  properties: {
    ticket_id: { type: "string" },
    tier: { enum: ["free", "pro"] },
    opened_at: { type: "string", format: "date-time" },
    amount: { type: ["integer", "null"], minimum: 1 },
    customer: { type: "object", properties: { "first name": { type: "string" } } },
    items: { type: "array", items: { type: "object", required: ["sku"], properties: { sku: { type: "string", pattern: "^[A-Z]+$" } } } },
    extra: { type: "object" },
  },
});

describe("a declared payload", () => {
  test("fits", () => {
    expect(ticket({ ticket_id: "1", tier: "pro", opened_at: "2026-01-31T09:30:00Z", amount: null, items: [{ sku: "A" }], extra: { any: 1 } })).toEqual([]);
  });

  test("names every place that does not fit, and what was expected there", () => {
    expect(ticket({ tier: "gold", opened_at: "yesterday", amount: 1.5, customer: { "first name": 1, age: 3 }, items: [{ sku: "a" }, {}], color: "red" })).toEqual(
      expect.arrayContaining([
        { path: "payload.ticket_id", message: "required, and missing" },
        { path: "payload.tier", message: 'expected one of "free", "pro"' },
        { path: "payload.opened_at", message: "expected a date and time, as 2026-01-31T09:30:00Z" },
        { path: "payload.amount", message: "expected integer or null, got number" },
        { path: 'payload.customer["first name"]', message: "expected string, got number" },
        { path: "payload.customer.age", message: "unknown field: the schema does not declare it" },
        { path: "payload.items[0].sku", message: 'must match pattern "^[A-Z]+$"' },
        { path: "payload.items[1].sku", message: "required, and missing" },
        { path: "payload.color", message: "unknown field: the schema does not declare it" },
      ]),
    );
  });

  test("tells at most twenty places", () => {
    expect(ticket(Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`x${i}`, i])))).toHaveLength(20);
  });

  test("takes unknown fields where the schema says so, and those that a composed part names", () => {
    expect(compileSchema({ type: "object", properties: { a: { type: "string" } }, additionalProperties: true })({ b: 1 })).toEqual([]);
    const composed = compileSchema({ type: "object", properties: { a: { type: "string" } }, anyOf: [{ properties: { b: { type: "number" } }, required: ["b"] }] });
    expect(composed({ a: "x", b: 1 })).toEqual([]);
    expect(composed({ a: "x", b: 1, c: 1 })).toEqual([{ path: "payload.c", message: "unknown field: the schema does not declare it" }]);
  });

  test("is checked without a throw, whatever it holds", () => {
    fc.assert(fc.property(fc.jsonValue(), (payload) => void ticket(payload as never)));
  });

  test("costs linear time, whatever the pattern", () => {
    const hostile = compileSchema({ type: "object", properties: { a: { type: "string", pattern: "^(a+)+$" } } });
    expect(hostile({ a: `${"a".repeat(50_000)}!` })).toHaveLength(1);
  });
});

describe("a declaration that is no JSON Schema", () => {
  test.each([
    ["a list", [], /an object/],
    ["an unknown keyword", { type: "object", propertees: {} }, /propertees/],
    ["an unknown type", { type: "text" }, /type/],
    ["a pattern that RE2 does not know", { type: "string", pattern: "(?=a)" }, /\(\?=/],
    ["a reference to elsewhere", { $ref: "https://example.com/schema.json" }, /example\.com/],
    ["an unknown format", { type: "string", format: "telephone" }, /telephone/],
  ])("%s is refused with its reason", (_, schema, reason) => {
    expect(() => compileSchema(schema as never)).toThrow(UserError);
    expect(() => compileSchema(schema as never)).toThrow(reason);
  });
});

test("a name that every object of the language has is a field only where the payload has it", () => {
  const check = compileSchema({ type: "object", properties: { toString: { type: "string" }, valueOf: {} }, required: ["valueOf"] });
  expect(check({}).map(({ path }) => path)).toEqual(["payload.valueOf"]);
  expect(check({ valueOf: 1, toString: 1 }).map(({ path }) => path)).toEqual(["payload.toString"]);
});
