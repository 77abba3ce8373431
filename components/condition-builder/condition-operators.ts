import type { Json } from "@/lib/durable/contract";
import { conditionOperators, type Comparison, type ConditionOperator } from "@/lib/pipeline/definition";
import { refOf } from "@/lib/pipeline/refs";

const presence: ConditionOperator[] = ["exists", "not_exists"];
const order: ConditionOperator[] = [">", ">=", "<", "<="];
const byType: Record<string, readonly ConditionOperator[]> = {
  string: ["==", "!=", "in", "not_in", "contains", "not_contains", "starts_with", "ends_with", "matches", ...presence],
  number: ["==", "!=", ...order, "in", "not_in", ...presence],
  boolean: ["==", "!=", ...presence],
  datetime: [...order, "==", "!=", ...presence],
  array: ["contains", "not_contains", ...presence],
  object: ["contains", "not_contains", ...presence],
};

/** The operators that make sense for a field of `type`, and the one it has. */
export function operatorsFor(type: string, current: ConditionOperator): ConditionOperator[] {
  const fitting = byType[type] ?? conditionOperators;
  return fitting.includes(current) ? [...fitting] : [...fitting, current];
}

export function takesValue(op: ConditionOperator): boolean {
  return !presence.includes(op);
}

export function takesList(op: ConditionOperator): boolean {
  return op === "in" || op === "not_in";
}

/** The comparison under another operator, with as much of its value as that one takes. */
export function withOperator({ field, value }: Comparison, op: ConditionOperator): Comparison {
  if (!takesValue(op)) return { field, op };
  if (takesList(op)) return { field, op, value: listOf(value) };
  return { field, op, value: Array.isArray(value) ? (value[0] ?? "") : (value ?? "") };
}

/** A ref stays: it may be a list. */
function listOf(value: Json | undefined): Json {
  if (value === undefined || value === "") return [];
  return Array.isArray(value) || isRefText(value) ? value : [value];
}

export function isRefText(value: Json | undefined): value is string {
  return typeof value === "string" && refOf(value) !== null;
}
