import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Json } from "@/lib/durable/contract";
import { checkCondition } from "./check-condition";
import { evaluateCondition, explainCondition } from "./condition";
import { describeCondition, isGroup } from "./describe-condition";
import { conditionOperators, type Comparison, type Condition, type ConditionOperator } from "./definition";
import { anyJson, sampleContext } from "./testing/sample-context";

const context = sampleContext(
  { amount: "5000", expected_ms: 100, duration_ms: 250, plan: "pro", tags: ["a", 2], env: "prod", big: "9007199254740993", nothing: null, user: { admin: true }, at: "2026-11-23", text: "Server DOWN\nnow", empty: "" },
  { classify: { urgency: "low" } },
);
const one = (field: string, op: ConditionOperator, value?: Json): Condition => ({ combinator: "and", conditions: [{ field, op, ...(value === undefined ? {} : { value }) }] });
const all = (...conditions: Condition["conditions"]): Condition => ({ combinator: "and", conditions });
const any = (...conditions: Condition["conditions"]): Condition => ({ combinator: "or", conditions });

describe("operators", () => {
  test.each<[string, ConditionOperator, Json | undefined, boolean]>([
    ["$event.amount", "==", 5000, true], ["$event.amount", "==", "5000.0", true], ["$event.amount", ">=", 5000, true], ["$event.amount", ">", "4999", true],
    ["$event.amount", "<", "10000", true], ["$event.amount", "<", 5000, false], ["$event.amount", "<=", 5000, true], ["$event.plan", "==", "Pro", false],
    ["$event.duration_ms", ">", "$event.expected_ms", true], ["$event.plan", "in", ["free", "pro"], true], ["$event.plan", "in", ["$event.env", "free"], false],
    ["$event.env", "in", ["$event.env", "free"], true], ["$event.amount", "in", [5000], true], ["$event.plan", "not_in", ["free"], true], ["$event.plan", "in", "$event.tags", false],
    ["$event.tags", "contains", "2", true], ["$event.text", "contains", "DOWN", true], ["$event.text", "contains", "down", false], ["$event.user", "contains", "admin", true],
    ["$event.text", "not_contains", "down", true], ["$event.plan", "starts_with", "pr", true], ["$event.plan", "ends_with", "o", true], ["$event.duration_ms", "starts_with", 25, true],
    ["$event.text", "matches", "(?i)down", true], ["$event.text", "matches", "down", false], ["$event.text", "matches", "^Server.*now$", false], ["$event.text", "matches", "(?s)^Server.*now$", true],
    ["$event.amount", "matches", "^\\d{4}$", true], ["$event.user.admin", "==", true, true], ["$event.user.admin", "==", "true", true], ["$event.at", ">", "2026-01-01", true],
    ["$event.big", "==", "9007199254740992", false], ["$event.big", ">", "9007199254740992", true], ["$event.tags", "==", ["a", "2"], true], ["$event.user", "==", { admin: true }, true],
    ["$event.user", "==", { admin: true, x: 1 }, false], ["$event.plan", ">", 5, false], ["$event.plan", "<", 5, false], ["$event.empty", "exists", undefined, true], ["$event.empty", "==", "", true],
    ["$event.empty", "==", 0, false], ["$event.user", "contains", "constructor", false],
  ])("%s %s %j is %s", (field, op, value, expected) => {
    expect(evaluateCondition(one(field, op, value), context)).toBe(expected);
  });

  test.each<[ConditionOperator, Json | undefined, boolean]>([
    ["==", null, true], ["==", "x", false], ["!=", "x", true], ["!=", null, false], [">", 0, false], [">=", 0, false], ["<", 0, false], ["<=", 0, false], ["contains", "", false],
    ["not_contains", "x", true], ["starts_with", "", false], ["ends_with", "", false], ["in", ["x"], false], ["in", [null], true], ["not_in", ["x"], true], ["exists", undefined, false],
    ["not_exists", undefined, true], ["matches", ".*", false],
  ])("a missing or null field: %s %j is %s", (op, value, expected) => {
    expect(evaluateCondition(one("$event.nope", op, value), context)).toBe(expected);
    expect(evaluateCondition(one("$event.nothing", op, value), context)).toBe(expected);
  });

  test("a pattern that makes backtracking engines hang is matched in linear time", () => {
    const started = process.cpuUsage();
    expect(evaluateCondition(one("$event.x", "matches", "^(a+)+$"), sampleContext({ x: `${"a".repeat(20_000)}!` }))).toBe(false);
    expect(process.cpuUsage(started).user).toBeLessThan(5_000_000);
  });
});

const anyValue = fc.oneof(anyJson, fc.constantFrom<Json>("$event.b", 1, "1", "1.0", "a", [1, "a"]));
const anyComparison = fc.record({ field: fc.constantFrom("$event.a", "$event.b", "$event.nope"), op: fc.constantFrom(...conditionOperators.filter((op) => op !== "matches")), value: anyValue });
const anyCondition: fc.Arbitrary<Condition> = fc.letrec<{ group: Condition }>((tie) => ({
  group: fc.record({ combinator: fc.constantFrom("and", "or"), conditions: fc.array(fc.oneof({ maxDepth: 3, withCrossShrink: true }, anyComparison, tie("group")), { maxLength: 4 }) }),
})).group;

describe("laws", () => {
  const opposites: [ConditionOperator, ConditionOperator][] = [["==", "!="], ["contains", "not_contains"], ["in", "not_in"], ["exists", "not_exists"]];

  test.each(opposites)("%s and %s never agree", (op, opposite) => {
    fc.assert(fc.property(anyJson, anyJson, anyValue, (a, b, value) => {
      const data = sampleContext({ a, b });
      expect(evaluateCondition(one("$event.a", op, value), data)).toBe(!evaluateCondition(one("$event.a", opposite, value), data));
    }));
  });

  test("numbers compare alike as numbers and as texts", () => {
    const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }));
    fc.assert(fc.property(number, number, fc.constantFrom<ConditionOperator>("==", "!=", ">", ">=", "<", "<="), (a, b, op) => {
      const native = { "==": a === b, "!=": a !== b, ">": a > b, ">=": a >= b, "<": a < b, "<=": a <= b }[op as "=="];
      for (const [left, right] of [[a, b], [String(a), b], [a, String(b)], [String(a), String(b)]] satisfies [Json, Json][]) {
        expect(evaluateCondition(one("$event.a", op, right), sampleContext({ a: left }))).toBe(native);
      }
    }));
  });

  test("groups join as a naive evaluation of their members does, and are explained alike", () => {
    const naive = (condition: Condition, data: ReturnType<typeof sampleContext>): boolean => {
      const results = condition.conditions.map((member) => (isGroup(member) ? naive(member, data) : evaluateCondition(all(member), data)));
      return results.length === 0 || (condition.combinator === "and" ? !results.includes(false) : results.includes(true));
    };
    fc.assert(fc.property(anyCondition, anyJson, anyJson, (condition, a, b) => {
      const data = sampleContext({ a, b });
      expect(evaluateCondition(condition, data)).toBe(naive(condition, data));
      expect(explainCondition(condition, data).holds).toBe(naive(condition, data));
    }));
  });
});

test("an object with a key named toString is data like any other", () => {
  expect(evaluateCondition(one("$event.a", "==", true), sampleContext({ a: { toString: 1 } }))).toBe(false);
});

describe("words", () => {
  test("explain names the comparison that decided", () => {
    expect(explainCondition(all({ field: "$event.env", op: "==", value: "prod" }, { field: "$classify.urgency", op: "==", value: "critical" }), context))
      .toEqual({ holds: false, text: '$classify.urgency = "low", wanted == "critical"' });
    expect(explainCondition(any({ field: "$event.nope", op: "exists" }, { field: "$event.duration_ms", op: ">", value: "$event.expected_ms" }), context))
      .toEqual({ holds: true, text: "$event.duration_ms = 250, > 100" });
    expect(explainCondition(any({ field: "$event.nope", op: "exists" }, { field: "$event.plan", op: "==", value: "free" }), context).text)
      .toBe('$event.nope = missing, wanted exists; $event.plan = "pro", wanted == "free"');
    expect(explainCondition(all(), context)).toEqual({ holds: true, text: "no conditions" });
  });

  test.each<[string, Condition]>([
    ["urgency = critical", one("$classify.urgency", "==", "critical")],
    ["plan is one of pro, scale and (seats > 10 or trial = true)", all({ field: "$event.plan", op: "in", value: ["pro", "scale"] }, any({ field: "$event.seats", op: ">", value: 10 }, { field: "$event.trial", op: "==", value: true }))],
    ["duration_ms > expected_ms", one("$event.duration_ms", ">", "$event.expected_ms")],
    ["email is set", one("$event.email", "exists")],
    ['name = ""', one('$event["name"]', "==", "")],
    ["a = 1", all(one("$event.a", "==", 1))],
    ["everything", all()],
  ])("%j on a card", (text, condition) => {
    expect(describeCondition(condition)).toBe(text);
  });
});

describe("checkCondition", () => {
  test("accepts whatever runs", () => {
    expect(checkCondition(all({ field: "$event.a", op: "in", value: ["x"] }, any({ field: "$event.a", op: "matches", value: "(?i)x" }, { field: "$event.b", op: "exists" })))).toEqual([]);
  });

  test.each<[Comparison, string, RegExp]>([
    [{ field: "email", op: "exists" }, "conditions[0].field", /expected a ref/], [{ field: "$event.a-b", op: "exists" }, "conditions[0].field", /column 9/],
    [{ field: "$event.a", op: "==" }, "conditions[0].value", /expects a value/], [{ field: "$event.a", op: "in", value: "x" }, "conditions[0].value", /list or a ref/],
    [{ field: "$event.a", op: "matches", value: "(" }, "conditions[0].value", /RE2/], [{ field: "$event.a", op: "matches", value: "(?=x)" }, "conditions[0].value", /RE2/],
    [{ field: "$event.a", op: "matches", value: 1 }, "conditions[0].value", /RE2/], [{ field: "$event.a", op: "==", value: "$event.x-y" }, "conditions[0].value", /column 9/],
    [{ field: "$event.a", op: "matches", value: "x".repeat(2001) }, "conditions[0].value", /2000/],
  ])("refuses %j", (comparison, path, message) => {
    expect(checkCondition(all(comparison))).toEqual([{ path, message: expect.stringMatching(message) }]);
  });

  test("refuses groups more than 8 deep, at the group", () => {
    const nested = (depth: number): Condition => (depth === 1 ? all() : all(nested(depth - 1)));
    expect(checkCondition(nested(8))).toEqual([]);
    expect(checkCondition(nested(9))).toEqual([{ path: Array.from({ length: 8 }, () => "conditions[0]").join("."), message: "expected groups nested at most 8 deep" }]);
  });
});
