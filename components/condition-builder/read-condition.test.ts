import { expect, test } from "vitest";
import { emptyComparison } from "./condition-edit";
import { readCondition } from "./read-condition";

test("a rule whose field is yet to be chosen is kept", () => {
  const draft = { combinator: "or", conditions: [emptyComparison, { combinator: "and", conditions: [{ field: "$event.a", op: "exists" }] }] };
  expect(readCondition(draft)).toEqual(draft);
});

test("what is no condition begins as one that holds for everything", () => {
  for (const odd of [undefined, null, "x", [], { conditions: "x" }]) expect(readCondition(odd)).toEqual({ combinator: "and", conditions: [] });
  expect(readCondition({ combinator: "xor", conditions: [{ field: 1, op: "~" }, null] })).toEqual({ combinator: "and", conditions: [{ field: "", op: "==" }, { field: "", op: "==" }] });
});
