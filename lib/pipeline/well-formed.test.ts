import fc from "fast-check";
import { expect, test } from "vitest";
import { wellFormed, wellFormedJson } from "./well-formed";

test.each([
  ["a\ud800b", "a\ufffdb"],
  ["\udc00\ud800", "\ufffd\ufffd"],
  ["\ud83d\ud83d\ude00", "\ufffd😀"],
  ["😀 ä \u0000", "😀 ä \u0000"],
])("%j becomes %j", (text, expected) => expect(wellFormed(text)).toBe(expected));

test("what comes out survives UTF-8, and what was well formed is as it was", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), fc.string({ unit: fc.constantFrom("\ud800", "\udfff", "a", "😀") }), (fine, torn) => {
    expect(wellFormed(fine)).toBe(fine);
    expect(Buffer.from(wellFormed(torn), "utf8").toString("utf8")).toBe(wellFormed(torn));
    expect(wellFormed(torn)).toHaveLength(torn.length);
  }));
});

test("every text of a document is mended, wherever it stands", () => {
  expect(wellFormedJson({ a: ["\ud800", 1, null, { b: "\udc00", c: true }], d: "ok" })).toEqual({ a: ["\ufffd", 1, null, { b: "\ufffd", c: true }], d: "ok" });
});
