import type { RunContext } from "./context";
import type { Escape, Position } from "./escape";
import { memoizeText } from "./memoize";
import { scanRef, type Ref } from "./refs";
import { evaluateExpression, scanExpression, type Expression } from "./template-expression";
import { locateProblem, positionOf, templateError, type OffsetProblem, type TemplateProblem } from "./template-problem";
import { textOf } from "./text";
import { placeholder, valuePositions } from "./value-positions";

export type ProsePart = string | { expression: Expression; position: Position };

/** A parsed message text: literal text and values in turn. */
export type ProseTemplate = { source: string; parts: ProsePart[] };

export type ProseOptions = {
  /** `url`: the whole text is a link target. Default `text`. */
  as?: "text" | "url";
};

export type RenderOptions = {
  /** Unix milliseconds for `relative` and `now()`; by default when the event was received. */
  now?: number;
};

/**
 * Reads message text. Inline refs (`from $event.customer_tier`) end where their path does; any other `$`, as in `$5` or
 * `$HOME`, is text. `{{ $event.amount | money: "EUR" }}` holds a ref or a literal and filters.
 */
export function parseProse(source: string, options: ProseOptions = {}):
  | { ok: true; template: ProseTemplate }
  | { ok: false; problems: TemplateProblem[] } {
  const { template, problems } = parseProseText(source, options);
  if (problems.length > 0) return { ok: false, problems: problems.map((problem) => locateProblem(source, problem)) };
  return { ok: true, template };
}

/** The parsed template of a stored text, remembered. Throws UserError when it does not parse. */
export function proseOf(source: string, { as = "text" }: ProseOptions = {}): ProseTemplate {
  return as === "url" ? urlProse(source) : textProse(source);
}

const textProse = memoizeText((source) => parseOrThrow(source, { as: "text" }));
const urlProse = memoizeText((source) => parseOrThrow(source, { as: "url" }));

function parseOrThrow(source: string, options: ProseOptions): ProseTemplate {
  const parsed = parseProse(source, options);
  if (!parsed.ok) throw templateError(parsed.problems);
  return parsed.template;
}

/** Fills a template in. Never throws on data: what is missing is empty. Each value is escaped by itself unless `| raw`. */
export function renderProse(template: ProseTemplate, context: RunContext, escape: Escape, options: RenderOptions = {}): string {
  const nowMs = options.now ?? Date.parse(context.event.received_at);
  let text = "";
  for (const part of template.parts) {
    if (typeof part === "string") text += part;
    else text += renderValue(part.expression, part.position, context, escape, nowMs);
  }
  return text;
}

function renderValue(expression: Expression, position: Position, context: RunContext, escape: Escape, nowMs: number): string {
  const value = textOf(evaluateExpression(expression, context, nowMs));
  return expression.isRaw ? value : escape(value, position);
}

export type RefUse = { ref: Ref; text: string; line: number; column: number };

/** Every ref a template reads, for completion and warnings. */
export function proseRefs({ source, parts }: ProseTemplate): RefUse[] {
  return parts.flatMap((part) => (typeof part === "string" ? [] : expressionRefs(part.expression, source)));
}

function expressionRefs({ operand, filters }: Expression, source: string): RefUse[] {
  return [operand, ...filters.flatMap((filter) => filter.args)].flatMap((used) =>
    used.kind === "ref" ? [{ ref: used.ref, text: source.slice(used.start, used.end), ...positionOf(source, used.start) }] : [],
  );
}

/** As parseProse, with offsets in place of lines, for texts inside another document. */
export function parseProseText(source: string, { as = "text" }: ProseOptions = {}): { template: ProseTemplate; problems: OffsetProblem[] } {
  const scanned: (string | Expression)[] = [];
  const problems: OffsetProblem[] = [];
  let literalFrom = 0;
  let at = nextMark(source, 0);
  while (at >= 0) {
    const value = scanValue(source, at);
    if (value === null || "error" in value) {
      if (value !== null) problems.push({ message: value.error, offset: value.at });
      at = nextMark(source, at + 1);
      continue;
    }
    if (at > literalFrom) scanned.push(source.slice(literalFrom, at));
    scanned.push(value.value);
    literalFrom = value.end;
    at = nextMark(source, literalFrom);
  }
  if (literalFrom < source.length) scanned.push(source.slice(literalFrom));
  return { template: { source, parts: placeValues(scanned, as) }, problems };
}

function nextMark(source: string, from: number): number {
  const dollar = source.indexOf("$", from);
  const braces = source.indexOf("{{", from);
  return dollar < 0 || (braces >= 0 && braces < dollar) ? braces : dollar;
}

type ScannedValue = { value: Expression; end: number } | { error: string; at: number } | null;

function scanValue(source: string, at: number): ScannedValue {
  if (source[at] === "{") return scanExpression(source, at + 2);
  const scanned = scanRef(source, at, "inline");
  if (scanned === null || "error" in scanned) return scanned;
  const operand = { kind: "ref" as const, ref: scanned.ref, start: at, end: scanned.end };
  return { value: { operand, filters: [], isRaw: false }, end: scanned.end };
}

function placeValues(scanned: (string | Expression)[], as: "text" | "url"): ProsePart[] {
  const skeleton = scanned.map((part) => (typeof part === "string" ? part.replaceAll(placeholder, " ") : placeholder)).join("");
  const positions = valuePositions(skeleton, as);
  let index = 0;
  return scanned.map((part) => (typeof part === "string" ? part : { expression: part, position: positions[index++] ?? "text" }));
}
