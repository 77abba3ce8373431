import type { Json } from "@/lib/durable/contract";
import { compareValues, equalValues } from "./compare-values";
import type { RunContext } from "./context";
import type { Comparison, Condition, ConditionOperator } from "./definition";
import { isGroup } from "./describe-condition";
import { compilePattern } from "./pattern";
import { refOf, resolveRef, type Ref } from "./refs";
import { truncateText } from "./text";

/**
 * Whether a condition holds. A missing field equals null; `!=`, `not_contains` and `not_in` are the exact opposites of
 * `==`, `contains` and `in`, so they hold for it; `exists` wants a value that is neither missing nor null; every other
 * operator is false for it. An empty group holds.
 */
export function evaluateCondition(condition: Condition, context: RunContext): boolean {
  return holdsGroup(compiledGroup(condition), context);
}

export type Explanation = {
  holds: boolean;
  /** The comparisons that decided, with what they found: `$classify.urgency = "low", wanted == "critical"`. */
  text: string;
};

export function explainCondition(condition: Condition, context: RunContext): Explanation {
  return explainGroup(compiledGroup(condition), context);
}

type CompiledComparison = { kind: "comparison"; field: string; ref: Ref | null; op: ConditionOperator; value: CompiledValue };
type CompiledGroup = { kind: "group"; isAnd: boolean; members: (CompiledComparison | CompiledGroup)[] };
/** `items`: a list some of whose members are refs. */
type CompiledValue = { kind: "literal"; value: Json | undefined } | { kind: "ref"; ref: Ref } | { kind: "items"; items: CompiledValue[] };

const compiledGroups = new WeakMap<Condition, CompiledGroup>();

function compiledGroup(condition: Condition): CompiledGroup {
  const known = compiledGroups.get(condition);
  if (known) return known;
  const compiled: CompiledGroup = {
    kind: "group",
    isAnd: condition.combinator === "and",
    members: condition.conditions.map((member) => (isGroup(member) ? compiledGroup(member) : compileComparison(member))),
  };
  compiledGroups.set(condition, compiled);
  return compiled;
}

function compileComparison({ field, op, value }: Comparison): CompiledComparison {
  return { kind: "comparison", field, ref: refOf(field), op, value: op === "matches" ? { kind: "literal", value } : compileValue(value) };
}

function compileValue(value: Json | undefined): CompiledValue {
  if (Array.isArray(value)) {
    const items = value.map(compileValue);
    return items.every((item) => item.kind === "literal") ? { kind: "literal", value } : { kind: "items", items };
  }
  const ref = typeof value === "string" ? refOf(value) : null;
  return ref ? { kind: "ref", ref } : { kind: "literal", value };
}

function valueIn(context: RunContext, value: CompiledValue): Json | undefined {
  if (value.kind === "literal") return value.value;
  if (value.kind === "ref") return resolveRef(value.ref, context);
  return value.items.map((item) => valueIn(context, item) ?? null);
}

function holdsGroup({ isAnd, members }: CompiledGroup, context: RunContext): boolean {
  if (members.length === 0) return true;
  return isAnd ? members.every((member) => holds(member, context)) : members.some((member) => holds(member, context));
}

function holds(member: CompiledComparison | CompiledGroup, context: RunContext): boolean {
  if (member.kind === "group") return holdsGroup(member, context);
  const found = member.ref ? resolveRef(member.ref, context) : undefined;
  return operators[member.op](found, valueIn(context, member.value));
}

type Operator = (found: Json | undefined, wanted: Json | undefined) => boolean;

const operators: Record<ConditionOperator, Operator> = {
  "==": equalValues,
  "!=": (found, wanted) => !equalValues(found, wanted),
  ">": (found, wanted) => (compareValues(found, wanted) ?? 0) > 0,
  ">=": (found, wanted) => (compareValues(found, wanted) ?? -1) >= 0,
  "<": (found, wanted) => (compareValues(found, wanted) ?? 0) < 0,
  "<=": (found, wanted) => (compareValues(found, wanted) ?? 1) <= 0,
  contains,
  not_contains: (found, wanted) => !contains(found, wanted),
  starts_with: (found, wanted) => isScalar(found) && isScalar(wanted) && String(found).startsWith(String(wanted)),
  ends_with: (found, wanted) => isScalar(found) && isScalar(wanted) && String(found).endsWith(String(wanted)),
  in: isIn,
  not_in: (found, wanted) => !isIn(found, wanted),
  exists: (found) => found !== undefined && found !== null,
  not_exists: (found) => found === undefined || found === null,
  matches: (found, wanted) => isScalar(found) && typeof wanted === "string" && compilePattern(wanted).test(String(found)),
};

/** Of a list its members, of an object its keys, of anything else its text. */
function contains(found: Json | undefined, wanted: Json | undefined): boolean {
  if (Array.isArray(found)) return found.some((item) => equalValues(item, wanted));
  if (!isScalar(wanted)) return false;
  if (isScalar(found)) return String(found).includes(String(wanted));
  return found !== undefined && found !== null && Object.hasOwn(found, String(wanted));
}

function isIn(found: Json | undefined, wanted: Json | undefined): boolean {
  return Array.isArray(wanted) && wanted.some((item) => equalValues(found, item));
}

function isScalar(value: Json | undefined): value is string | number | boolean {
  return value !== undefined && value !== null && typeof value !== "object";
}

function explainGroup(group: CompiledGroup, context: RunContext): Explanation {
  if (group.members.length === 0) return { holds: true, text: "no conditions" };
  const explained: Explanation[] = [];
  for (const member of group.members) {
    const explanation = explain(member, context);
    // The first failure decides an `and`, the first success an `or`.
    if (explanation.holds !== group.isAnd) return explanation;
    explained.push(explanation);
  }
  return { holds: group.isAnd, text: explained.map(({ text }) => text).join("; ") };
}

function explain(member: CompiledComparison | CompiledGroup, context: RunContext): Explanation {
  if (member.kind === "group") return explainGroup(member, context);
  const { field, ref, op, value } = member;
  const isMet = holds(member, context);
  const found = `${field} = ${printValue(ref ? resolveRef(ref, context) : undefined)}`;
  const wanted = op === "exists" || op === "not_exists" ? op : `${op} ${printValue(valueIn(context, value))}`;
  return { holds: isMet, text: isMet ? `${found}, ${wanted}` : `${found}, wanted ${wanted}` };
}

function printValue(value: Json | undefined): string {
  return value === undefined ? "missing" : truncateText(JSON.stringify(value), 120);
}
