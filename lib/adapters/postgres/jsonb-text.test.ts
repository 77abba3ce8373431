import fc from "fast-check";
import { expect, it } from "vitest";
import { jsonbText } from "./jsonb-text";

it("replaces what Postgres cannot store, in values and keys, and nothing else", () => {
  const text = jsonbText({ "k\u0000": ["a\u0000b", "x\ud800y", "ok 😀 \\u0000"] });
  expect(JSON.parse(text)).toEqual({ "k\uFFFD": ["a\uFFFDb", "x\uFFFDy", "ok 😀 \\u0000"] });
});

it("leaves storable values as JSON.stringify writes them", () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => { expect(jsonbText(value)).toBe(JSON.stringify(value)); }));
});

it("never lets through what Postgres refuses", () => {
  const anyText = fc.string({ unit: "binary" }).map((text) => `${text}\u0000\udc00`);
  fc.assert(fc.property(fc.dictionary(anyText, anyText), (value) => { expect(jsonbText(value)).not.toMatch(/[^\\](\\\\)*\\u(0000|d[89a-f])/i); }));
});
