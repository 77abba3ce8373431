import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isRefError, parseRef, printRef, refOf, refRoots, resolveRef, resolveText, scanRef, type Ref } from "./refs";
import { anyJson, sampleContext } from "./testing/sample-context";

const context = sampleContext(
  { email: "ada@example.com", source: "ads", id: "payload id", items: [{ name: "first" }], "odd key": 1, payload: { email: "inner" }, "": "empty" },
  { classify: { urgency: "high" }, output: { ok: true } },
);

describe("parseRef", () => {
  test.each([
    ["$event", { root: "event", path: [] }],
    ["$event.email", { root: "event", path: ["email"] }],
    ['$event.items[0]["odd key"].x', { root: "event", path: ["items", 0, "odd key", "x"] }],
    ["$event['it\"s']", { root: "event", path: ['it"s'] }],
    ["$classify.urgency", { root: "classify", path: ["urgency"] }],
    ["$event.straße", { root: "event", path: ["straße"] }],
    ['$event["\\u00e9\\n"]', { root: "event", path: ["é\n"] }],
  ])("reads %s", (text, ref) => {
    expect(parseRef(text)).toEqual(ref);
  });

  test.each([
    ["event.email", 1], ["$evt.email", 1], ["$eventual", 1], ["$event.", 8], ["$event..x", 8], ["$event.a b", 9], ["$event.a-b", 9],
    ["$event[", 7], ["$event[x]", 7], ['$event["x]', 7], ["$event[-1]", 7], ["$event[0", 7], ["", 1], ["$event.x ", 9],
  ])("refuses %j and says where", (text, column) => {
    expect(parseRef(text)).toMatchObject({ column, error: expect.any(String) });
    expect(refOf(text)).toBeNull();
  });

  const anyRef: fc.Arbitrary<Ref> = fc.record({
    root: fc.constantFrom(...refRoots),
    path: fc.array(fc.oneof(fc.string({ unit: "grapheme" }), fc.string(), fc.nat({ max: 999_999 }), fc.constantFrom("a", "__proto__", '"', "\\", "\n", "]", "\u2028"))),
  });

  test("reads back every ref that printRef writes", () => {
    fc.assert(fc.property(anyRef, (ref) => {
      expect(parseRef(printRef(ref))).toEqual(ref);
    }));
  });

  test("never throws, and a column is inside the text or right behind it", () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.string().map((tail) => `$event${tail}`)), (text) => {
      const parsed = parseRef(text);
      if (isRefError(parsed)) expect(parsed.column).toBeLessThanOrEqual(text.length + 1);
      else expect(parseRef(printRef(parsed))).toEqual(parsed);
    }));
  });
});

describe("scanRef in prose", () => {
  test.each([
    ["$event.id.", "$event.id"], ["$event.id, and", "$event.id"], ["$event.a...", "$event.a"], ["$event.a-$event.b", "$event.a"],
    ["$event.tags[0]!", "$event.tags[0]"], ["$event.count [urgent]", "$event.count"], ["$event.count[urgent]", "$event.count"],
    ["$event.", "$event"], ["$event?", "$event"],
  ])("in %j ends behind %j", (text, ref) => {
    expect(scanRef(text, 0, "inline")).toMatchObject({ end: ref.length });
  });

  test("leaves the underscore that closes an emphasis outside", () => {
    expect(scanRef("_$event.subject_", 1, "inline")).toEqual({ ref: { root: "event", path: ["subject"] }, end: 15 });
    expect(scanRef(" $event.subject_", 1, "inline")).toMatchObject({ ref: { path: ["subject_"] } });
  });

  test.each(["$5", "$$", "$", "$HOME", "$events.x", "$eventx"])("takes %j for text", (text) => {
    expect(scanRef(text, 0, "inline")).toBeNull();
  });
});

describe("resolveRef", () => {
  test.each([
    ["$event.id", "evt_01"], ["$event.payload.id", "payload id"], ["$event.email", "ada@example.com"], ["$event.payload.email", "ada@example.com"],
    ["$event.source", "ads"], ["$event.meta.source", "default"], ["$event.items[0].name", "first"], ["$event.items.0.name", "first"],
    ['$event["odd key"]', 1], ["$event.payload.payload.email", "inner"], ["$classify.urgency", "high"], ["$output.ok", true], ["$event.occurred_at", "2026-11-23T09:59:58.000Z"],
  ])("%s is %j", (text, value) => {
    expect(resolveText(text, context)).toEqual(value);
  });

  test.each([
    "$event.nope", "$event.nope.deeper", "$event.email.length", "$event.items.length", "$event.items[7]", "$event.items.map", "$event.__proto__", "$event.constructor",
    "$event.toString", "$event.payload.__proto__.polluted", "$classify.constructor", "$summarize.text", "$enrich.person.email", "$event.items.00x",
  ])("%s is missing", (text) => {
    expect(resolveText(text, context)).toBeUndefined();
  });

  test("reaches an own key called __proto__ as data, and nothing through a prototype", () => {
    const hostile = sampleContext(JSON.parse('{"__proto__":{"email":"own"}}'));
    expect(resolveText("$event.__proto__.email", hostile)).toBe("own");
    expect(resolveText("$event.__proto__.toString", hostile)).toBeUndefined();
  });

  test("a payload that is no object has no fields, and an array has items", () => {
    expect(resolveText("$event.email", sampleContext("text"))).toBeUndefined();
    expect(resolveText("$event[1]", sampleContext(["a", "b"]))).toBe("b");
  });

  test("only ever answers with something that stands in the context", () => {
    fc.assert(fc.property(anyJson, fc.array(fc.oneof(fc.string(), fc.nat(5), fc.constantFrom("a", "b", "__proto__", "constructor", "length"))), (payload, path) => {
      const value = resolveRef({ root: "event", path: ["payload", ...path] }, sampleContext(payload));
      if (value !== undefined) expect(JSON.stringify(payload)).toContain(JSON.stringify(value));
    }));
  });

  test("a text that is no ref resolves to nothing", () => {
    expect(resolveText("plain", context)).toBeUndefined();
    expect(resolveText("$event.email and more", context)).toBeUndefined();
  });
});
