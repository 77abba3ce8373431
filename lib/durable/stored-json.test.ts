import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { storedJson } from "./stored-json";

describe("storedJson", () => {
  it("stores plain data so that it reads back equal", () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        fc.pre(!JSON.stringify(value).includes("\\u0000") && !/\\ud[89a-f]/i.test(JSON.stringify(value)));
        expect(JSON.parse(storedJson(value, "x"))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it("stores nothing as null", () => {
    expect(storedJson(undefined, "x")).toBe("null");
  });

  it.each([
    ["a date", { at: new Date(0) }, "at is a Date, not plain data"],
    ["a map", new Map(), "the value is a Map, not plain data"],
    ["a bigint", { a: [{ b: 1n }] }, "a[0].b is a bigint"],
    ["a function", { f: () => 1 }, "f is a function"],
    ["not-a-number", [Number.NaN], "[0] is NaN"],
    ["a hole in a list", [undefined], "[0] is undefined"],
    ["U+0000", { text: "a\u0000b" }, "text contains \\u0000"],
    ["U+0000 in a key", { "a\u0000": 1 }, "a key in the value contains \\u0000"],
    ["half a surrogate pair", "\ud800", "the value contains \\u0000 or half a surrogate pair"],
  ])("refuses %s, naming whose value it is and the path", (_, value, fault) => {
    expect(() => storedJson(value, 'what step "send" returned')).toThrow(
      `what step "send" returned does not survive JSON: ${fault}`,
    );
  });
});
