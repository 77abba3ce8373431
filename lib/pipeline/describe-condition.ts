import type { Json } from "@/lib/durable/contract";
import type { Comparison, Condition, ConditionOperator } from "./definition";
import { refOf } from "./refs";
import { textOf, truncateText } from "./text";

/** How people read an operator. */
export const operatorWords: Record<ConditionOperator, string> = {
  "==": "=", "!=": "≠", ">": ">", ">=": "≥", "<": "<", "<=": "≤",
  contains: "contains", not_contains: "does not contain", starts_with: "starts with", ends_with: "ends with",
  in: "is one of", not_in: "is none of", exists: "is set", not_exists: "is not set", matches: "matches",
};

/** One line for a card: `urgency = critical`, `plan is one of pro, scale and (seats > 10 or trial = true)`. */
export function describeCondition(condition: Condition): string {
  if (condition.conditions.length === 0) return "everything";
  return condition.conditions
    .map((member) => {
      if (!isGroup(member)) return describeComparison(member);
      return condition.conditions.length === 1 ? describeCondition(member) : `(${describeCondition(member)})`;
    })
    .join(` ${condition.combinator} `);
}

function describeComparison({ field, op, value }: Comparison): string {
  const name = shortName(field);
  if (op === "exists" || op === "not_exists") return `${name} ${operatorWords[op]}`;
  return `${name} ${operatorWords[op]} ${truncateText(describeValue(value), 80)}`;
}

function describeValue(value: Json | undefined): string {
  if (Array.isArray(value)) return value.map(describeValue).join(", ");
  if (value === "") return '""';
  return value === null || value === undefined ? "null" : typeof value === "string" ? shortName(value) : textOf(value);
}

/** The last name of a ref's path, which is how people call the field. */
function shortName(text: string): string {
  const ref = refOf(text);
  return ref ? String(ref.path.findLast((segment) => typeof segment === "string") ?? ref.root) : text;
}

export function isGroup(member: Comparison | Condition): member is Condition {
  return "combinator" in member;
}
