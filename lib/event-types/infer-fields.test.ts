import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Json } from "@/lib/durable/contract";
import { isRefError, parseRef, resolveRef } from "@/lib/pipeline/refs";
import { anyJson, sampleContext } from "@/lib/pipeline/testing/sample-context";
import { inferFields } from "./infer-fields";

const fieldsOf = (...documents: Json[]) => Object.fromEntries(inferFields(documents).map(({ path, ...rest }) => [path, rest]));

describe("the fields of recent events", () => {
  test("carry type, sample, distinct values and how many events have them", () => {
    expect(fieldsOf({ tier: "pro", seats: 3 }, { tier: "free" }, { tier: "pro" })).toEqual({
      "$event.tier": { type: "string", values: ["pro", "free"], sample: "pro", seen: 1 },
      "$event.seats": { type: "number", values: [3], sample: 3, seen: 0.33 },
    });
  });

  test("go into objects and the first item of lists, and quote what is no name", () => {
    expect(Object.keys(fieldsOf({ customer: { "first name": "Ana" }, items: [{ sku: "a" }, { other: 1 }] }))).toEqual([
      "$event.customer", '$event.customer["first name"]', "$event.items", "$event.items[0]", "$event.items[0].sku",
    ]);
  });

  test("reach names that the event itself has through payload", () => {
    expect(Object.keys(fieldsOf({ id: 1, meta: { a: 1 }, source: "x" }))).toEqual(["$event.payload.id", "$event.payload.meta", "$event.payload.meta.a", "$event.source"]);
  });

  test("take null for no type, two times for a time, and a number among texts for mixed", () => {
    const fields = fieldsOf({ a: null, at: "2026-01-01T00:00:00Z", m: 1 }, { a: "x", at: "2026-01-02T00:00:00+01:00", m: "one" }, { at: "soon" });
    expect([fields["$event.a"]?.type, fields["$event.at"]?.type, fields["$event.m"]?.type]).toEqual(["string", "string", "mixed"]);
    expect(fieldsOf({ at: "2026-01-01T00:00:00Z" })["$event.at"]?.type).toBe("datetime");
    expect(fieldsOf({ a: null })["$event.a"]).toEqual({ type: "null", sample: null, seen: 1 });
  });

  test("of a list offer its items as values", () => {
    expect(fieldsOf({ tags: ["a", "b"] }, { tags: ["b", "c"] })["$event.tags"]?.values).toEqual(["a", "b", "c"]);
  });

  test("offer at most 20 values, and no long text", () => {
    expect(fieldsOf(...Array.from({ length: 50 }, (_, n) => ({ n })))["$event.n"]?.values).toHaveLength(20);
    expect(fieldsOf({ body: "x".repeat(101) })["$event.body"]).not.toHaveProperty("values");
  });

  test("are bounded in depth and number", () => {
    const deep = Array.from({ length: 50 }).reduce<Json>((inner) => ({ a: inner }), 1);
    expect(inferFields([deep])).toHaveLength(6);
    const wide = Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`k${n}`, { a: 1, b: 2, c: 3, d: 4 }]));
    expect(inferFields([wide, wide])).toHaveLength(300);
  });

  test("are refs that read exactly the sample, whatever the payload", () => {
    fc.assert(fc.property(fc.dictionary(fc.string(), anyJson), (payload) => {
      for (const { path, sample } of inferFields([payload])) {
        const ref = parseRef(path);
        if (isRefError(ref)) throw new Error(`${path}: ${ref.error}`);
        const value = resolveRef(ref, sampleContext(payload));
        if (sample !== undefined && JSON.stringify(value).length <= 500) expect(value).toEqual(sample);
      }
    }), { numRuns: 200 });
  });
});
