import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileSourceRules, matchesType } from "./match";

describe("matchesType", () => {
  test.each([
    ["", "anything", true], [undefined, "anything", true], [null, "x", true], ["payment.*", "payment.failed", true], ["payment.*", "payment.card.failed", true], ["payment.*", "payment", false],
    ["payment.*", "payments.failed", false], ["*.failed", "payment.failed", true], ["*", "", true], ["a*a", "a", false], ["a*a", "aa", true], ["a**b", "a.b", true], ["Payment.*", "payment.x", false],
    ["a.b", "axb", false], ["*b*", "abc", true], ["user.(x)", "user.(x)", true],
  ])("%j fits %j: %s", (pattern, type, fits) => {
    expect(matchesType(pattern, type)).toBe(fits);
  });

  test("is what a regular expression with .* says", () => {
    const text = fc.array(fc.constantFrom("a", "b", ".", "*", "ab")).map((parts) => parts.join(""));
    fc.assert(fc.property(text, text, (pattern, type) => {
      const naive = new RegExp(`^${pattern.split("*").map((part) => part.replace(/\./g, "\\.")).join("[^]*")}$`);
      expect(matchesType(pattern, type)).toBe(pattern === "" || naive.test(type));
    }), { numRuns: 1000 });
  });
});

describe("compileSourceRules", () => {
  test("any rule that fits wins, each for its own source", () => {
    const fits = compileSourceRules([{ sourceId: "a", match: "x.*" }, { sourceId: "a", match: "y" }, { sourceId: "b" }, { sourceId: "c", match: null }]);
    expect([fits("a", "x.1"), fits("a", "y"), fits("a", "z"), fits("b", "z"), fits("c", "z"), fits("d", "x.1")]).toEqual([true, true, false, true, true, false]);
  });

  test("without rules every event of every source fits", () => {
    expect(compileSourceRules([])("any", "thing")).toBe(true);
  });
});
