import type { Json } from "@/lib/durable/contract";
import type { RunContext } from "./context";
import { templateFilters, type FilterValue, type TemplateFilter } from "./filters";
import { resolveRef, scanRef, type Ref } from "./refs";

export type Operand =
  | { kind: "literal"; value: Json }
  | { kind: "ref"; ref: Ref; start: number; end: number }
  | { kind: "now" };

/** `{{ operand | filter: operand, operand }}`. */
export type Expression = {
  operand: Operand;
  filters: { filter: TemplateFilter; args: Operand[] }[];
  isRaw: boolean;
};

type Failure = { error: string; at: number };
type Scanned<T> = { value: T; end: number } | Failure;

/** Reads from behind `{{` to behind `}}`. Offsets are into `source`. */
export function scanExpression(source: string, start: number): Scanned<Expression> {
  const operand = scanOperand(source, skipSpace(source, start));
  if ("error" in operand) return operand;
  const filters: Expression["filters"] = [];
  let isRaw = false;
  let at = skipSpace(source, operand.end);
  while (source[at] === "|") {
    const call = scanFilter(source, skipSpace(source, at + 1));
    if ("error" in call) return call;
    isRaw ||= call.value.filter === templateFilters.raw;
    filters.push(call.value);
    at = skipSpace(source, call.end);
  }
  if (!source.startsWith("}}", at)) return { error: at >= source.length ? "expected }} to close {{" : "expected | or }}", at };
  return { value: { operand: operand.value, filters, isRaw }, end: at + 2 };
}

/** Never throws: a missing value stays undefined through the filters. */
export function evaluateExpression({ operand, filters }: Expression, context: RunContext, nowMs: number): FilterValue {
  let value = evaluateOperand(operand, context, nowMs);
  for (const { filter, args } of filters) {
    value = filter.apply(value, args.map((arg) => evaluateOperand(arg, context, nowMs)), nowMs);
  }
  return value;
}

function evaluateOperand(operand: Operand, context: RunContext, nowMs: number): FilterValue {
  if (operand.kind === "ref") return resolveRef(operand.ref, context);
  return operand.kind === "now" ? isoTime(nowMs) : operand.value;
}

/** `now()` in templates. */
export function isoTime(nowMs: number): string {
  return new Date(Number.isFinite(nowMs) && Math.abs(nowMs) <= 8.64e15 ? nowMs : 0).toISOString();
}

const filterName = /[a-zA-Z_]\w*/y;
const literal = /now\(\)|true\b|false\b|null\b|-?\d+(?:\.\d+)?\b|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/y;

function scanFilter(source: string, at: number): Scanned<{ filter: TemplateFilter; args: Operand[] }> {
  const name = matchAt(filterName, source, at);
  if (name === undefined) return { error: "expected the name of a filter", at };
  const filter = Object.hasOwn(templateFilters, name) ? templateFilters[name] : undefined;
  if (!filter) return { error: `unknown filter ${name}; known are ${Object.keys(templateFilters).join(", ")}`, at };
  const args: Operand[] = [];
  let end = at + name.length;
  let next = skipSpace(source, end);
  while (source[next] === (args.length === 0 ? ":" : ",")) {
    const arg = scanOperand(source, skipSpace(source, next + 1));
    if ("error" in arg) return arg;
    args.push(arg.value);
    end = arg.end;
    next = skipSpace(source, end);
  }
  const least = filter.args.filter((arg) => arg.isRequired).length;
  if (args.length < least || args.length > filter.args.length) {
    const wanted = least === filter.args.length ? String(least) : `${least} to ${filter.args.length}`;
    return { error: `${name} takes ${wanted} arguments, got ${args.length}`, at };
  }
  return { value: { filter, args }, end };
}

function scanOperand(source: string, at: number): Scanned<Operand> {
  if (source[at] === "$") {
    const scanned = scanRef(source, at, "strict");
    if (scanned === null) return { error: "expected a ref such as $event.id; this root is unknown", at };
    if ("error" in scanned) return scanned;
    return { value: { kind: "ref", ref: scanned.ref, start: at, end: scanned.end }, end: scanned.end };
  }
  const text = matchAt(literal, source, at);
  if (text === undefined) return { error: 'expected a ref, "text", a number, true, false, null or now()', at };
  return { value: text === "now()" ? { kind: "now" } : { kind: "literal", value: literalValue(text) }, end: at + text.length };
}

function literalValue(text: string): Json {
  if (text === "null") return null;
  if (text === "true" || text === "false") return text === "true";
  if (!/^["']/.test(text)) return Number(text);
  return text.slice(1, -1).replace(/\\(.)/g, (_whole, character: string) => escapes[character] ?? character);
}

const escapes: Record<string, string> = { n: "\n", t: "\t", r: "\r" };

function skipSpace(source: string, at: number): number {
  return at + (matchAt(/\s*/y, source, at)?.length ?? 0);
}

function matchAt(pattern: RegExp, source: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0];
}
