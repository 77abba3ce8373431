import { describe, expect, test } from "vitest";
import { conditionOperators } from "@/lib/pipeline/definition";
import { operatorsFor, withOperator } from "./condition-operators";
import { literalText, parseLiteral } from "./literal-text";

describe("operators", () => {
  test("depend on the field's type, and always hold the one in use", () => {
    expect(operatorsFor("number", "==")).not.toContain("starts_with");
    expect(operatorsFor("string", "==")).toContain("matches");
    expect(operatorsFor("array", "==")).toEqual(["contains", "not_contains", "exists", "not_exists", "=="]);
  });

  test.each(["any", "mixed", "unheard of"])("for %s are all there are", (type) => {
    expect(operatorsFor(type, "==")).toEqual([...conditionOperators]);
  });
});

describe("changing the operator", () => {
  const comparison = (value: NonNullable<Parameters<typeof withOperator>[0]["value"]>) => ({ field: "$event.a", op: "==" as const, value });

  test("makes one value a list and a list its first value", () => {
    expect(withOperator(comparison("pro"), "in").value).toEqual(["pro"]);
    expect(withOperator(comparison(""), "in").value).toEqual([]);
    expect(withOperator({ ...comparison(["a", "b"]), op: "in" }, "!=").value).toBe("a");
    expect(withOperator({ ...comparison([]), op: "in" }, "==").value).toBe("");
  });

  test("keeps a ref, which may be a list", () => {
    expect(withOperator(comparison("$event.plans"), "in").value).toBe("$event.plans");
  });

  test("leaves no value where none is taken, and an empty one where one is", () => {
    expect(withOperator(comparison("pro"), "exists")).toEqual({ field: "$event.a", op: "exists" });
    expect(withOperator({ field: "$event.a", op: "exists" }, "==")).toEqual(comparison(""));
  });
});

describe("typed values", () => {
  test.each([["5000", "number", 5000], ["5.", "number", "5."], ["5000", "string", "5000"], ["true", "boolean", true], ["true", "string", "true"], ["007", "number", "007"], ["Infinity", "number", "Infinity"], ["1.5", "any", 1.5], ["", "number", ""]])(
    "%j in a field of type %s is %j",
    (text, type, value) => {
      expect(parseLiteral(text, type)).toBe(value);
    },
  );

  test("stand in the input as they were typed", () => {
    expect([literalText("a"), literalText(5), literalText(true), literalText(undefined), literalText(null)]).toEqual(["a", "5", "true", "", "null"]);
  });
});
