import type { Json } from "@/lib/durable/contract";
import { conditionOperators, type Comparison, type Condition } from "@/lib/pipeline/definition";

/** A condition as far as it is written: a draft may hold rules whose field is yet to be chosen. */
export function readCondition(value: Json | undefined): Condition {
  const { combinator, conditions } = objectOf(value);
  return { combinator: combinator === "or" ? "or" : "and", conditions: Array.isArray(conditions) ? conditions.map(readMember) : [] };
}

function readMember(value: Json): Comparison | Condition {
  const { combinator, field, op, value: wanted } = objectOf(value);
  if (combinator !== undefined) return readCondition(value);
  return {
    field: typeof field === "string" ? field : "",
    op: conditionOperators.find((known) => known === op) ?? "==",
    ...(wanted === undefined ? {} : { value: wanted }),
  };
}

function objectOf(value: Json | undefined): { [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}
