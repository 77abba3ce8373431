import type { Problem } from "@/lib/errors";
import { isGroup } from "./describe-condition";
import { conditionOperators, type Comparison, type Condition } from "./definition";
import { patternProblem } from "./pattern";
import { isRefError, parseRef, refOf } from "./refs";

const depthMax = 8;
const patternLengthMax = 2000;
const valueless: readonly string[] = ["exists", "not_exists"];

/** What the schema can't say about a condition. Paths are relative to it. */
export function checkCondition(condition: Condition): Problem[] {
  return checkGroup(condition, "", 1);
}

function checkGroup(group: Condition, path: string, depth: number): Problem[] {
  if (depth > depthMax) return [{ path, message: `expected groups nested at most ${depthMax} deep` }];
  return group.conditions.flatMap((member, index) => {
    const memberPath = `${path === "" ? "" : `${path}.`}conditions[${index}]`;
    return isGroup(member) ? checkGroup(member, memberPath, depth + 1) : checkComparison(member, memberPath);
  });
}

function checkComparison({ field, op, value }: Comparison, path: string): Problem[] {
  const problems: Problem[] = [];
  const ref = parseRef(field);
  if (isRefError(ref)) problems.push({ path: `${path}.field`, message: `column ${ref.column}: ${ref.error}` });
  const valueProblem = checkValue(op, value);
  if (valueProblem) problems.push({ path: `${path}.value`, message: valueProblem });
  return problems;
}

function checkValue(op: Comparison["op"], value: Comparison["value"]): string | null {
  if (valueless.includes(op)) return null;
  if (value === undefined) return `${op} expects a value; without one there are ${conditionOperators.filter((known) => valueless.includes(known)).join(" and ")}`;
  if (op === "matches") return checkPattern(value);
  if (op === "in" || op === "not_in") return Array.isArray(value) || isRef(value) ? null : `${op} expects a list or a ref`;
  if (typeof value === "string" && /^\$(event|classify|summarize|translate|enrich|entity|output)\b/.test(value)) {
    const ref = parseRef(value);
    return isRefError(ref) ? `column ${ref.column}: ${ref.error}` : null;
  }
  return null;
}

function isRef(value: Comparison["value"]): boolean {
  return typeof value === "string" && refOf(value) !== null;
}

function checkPattern(value: Comparison["value"]): string | null {
  if (typeof value !== "string") return "matches expects a regular expression in RE2 syntax";
  if (value.length > patternLengthMax) return `expected at most ${patternLengthMax} characters`;
  return patternProblem(value);
}
