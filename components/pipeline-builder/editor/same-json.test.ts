import { expect, it } from "vitest";
import { isSameJson } from "./same-json";

it("does not mind the order of keys and keys without a value", () => {
  expect(isSameJson({ a: 1, b: [{ c: null }] }, { b: [{ c: null }], a: 1, d: undefined })).toBe(true);
});

it("tells apart what JSON tells apart", () => {
  for (const [a, b] of [[1, "1"], [[1, 2], [2, 1]], [{ a: null }, {}], [[], {}], [{ 0: 1 }, [1]], [null, {}]]) expect(isSameJson(a, b)).toBe(false);
});
