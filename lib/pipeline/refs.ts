import type { Json } from "@/lib/durable/contract";
import type { JsonObject, RunContext } from "./context";
import { memoizeText } from "./memoize";

export const refRoots = ["event", "classify", "summarize", "translate", "enrich", "entity", "output"] as const;
export type RefRoot = (typeof refRoots)[number];

/** A path into a run's context: `$event.items[0]["odd key"]`. */
export type Ref = { root: RefRoot; path: (string | number)[] };

/** `column` counts from 1. */
export type RefError = { error: string; column: number };

/** Reads a text that is exactly one ref. Names after a dot are letters, digits and `_`; any other key is `["…"]`. */
export function parseRef(text: string): Ref | RefError {
  const scanned = scanRef(text, 0, "strict");
  if (scanned === null) {
    return { error: `expected a ref that starts with ${refRoots.map((root) => `$${root}`).join(", ")}`, column: 1 };
  }
  if ("error" in scanned) return { error: scanned.error, column: scanned.at + 1 };
  return scanned.end === text.length ? scanned.ref : unexpected(text, scanned.end);
}

export function isRefError(result: Ref | RefError): result is RefError {
  return "error" in result;
}

/** The ref a whole text is, or null if it isn't exactly one. */
export const refOf: (text: string) => Ref | null = (text) => (text.startsWith("$") ? cachedRef(text).ref : null);

const cachedRef = memoizeText((text): { ref: Ref | null } => {
  const parsed = parseRef(text);
  return { ref: isRefError(parsed) ? null : parsed };
});

/** The text form, which parses back to the same ref. */
export function printRef(ref: Ref): string {
  return ref.path.reduce<string>((text, segment) => text + printSegment(segment), `$${ref.root}`);
}

function printSegment(segment: string | number): string {
  if (typeof segment === "number") return `[${segment}]`;
  return wholeName.test(segment) ? `.${segment}` : `[${JSON.stringify(segment)}]`;
}

/** What `$event.<name>` reads before it looks into the payload. */
export const eventFieldNames: ReadonlySet<string> = new Set(["id", "type", "received_at", "occurred_at", "payload", "meta"]);

/** What the ref points at, by own properties only; undefined when anything on the way is missing. */
export function resolveRef(ref: Ref, context: RunContext): Json | undefined {
  if (ref.root !== "event") return readPath(ownValue(context.values, ref.root), ref.path, 0);
  const event: JsonObject = context.event;
  const [first] = ref.path;
  if (first === undefined) return event;
  if (typeof first === "string" && eventFieldNames.has(first)) return readPath(event[first], ref.path, 1);
  return readPath(event.payload, ref.path, 0);
}

/** The value of a text that is exactly one ref; undefined for any other text. */
export function resolveText(text: string, context: RunContext): Json | undefined {
  const ref = refOf(text);
  return ref ? resolveRef(ref, context) : undefined;
}

function readPath(start: Json | undefined, path: Ref["path"], from: number): Json | undefined {
  let value = start;
  for (let depth = from; depth < path.length; depth += 1) {
    const segment = path[depth];
    if (value === null || typeof value !== "object" || segment === undefined) return undefined;
    value = Array.isArray(value) ? itemOf(value, segment) : ownValue(value, String(segment));
  }
  return value;
}

function itemOf(list: Json[], segment: string | number): Json | undefined {
  if (typeof segment === "number") return list[segment];
  return /^\d{1,9}$/.test(segment) ? list[Number(segment)] : undefined;
}

function ownValue(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

const name = /[\p{L}\p{N}_]+/uy;
const wholeName = /^[\p{L}\p{N}_]+$/u;
const quotedKey = /"(?:[^"\\\n]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*"|'[^'\\\n]*'/y;

export type ScannedRef = { ref: Ref; end: number } | { error: string; at: number };

/**
 * Reads the ref at `start`, null if there is none. In `inline` mode a ref ends where its path does, so that prose can go
 * on: a dot belongs to it only before a name, a `[` only before a digit or a quote. In `_$event.subject_` the last `_`
 * closes the emphasis.
 */
export function scanRef(text: string, start: number, mode: "inline" | "strict"): ScannedRef | null {
  if (text[start] !== "$") return null;
  const rootName = matchAt(name, text, start + 1);
  const root = refRoots.find((known) => known === rootName);
  if (!root) return null;
  const path: (string | number)[] = [];
  let at = start + 1 + root.length;
  for (;;) {
    const segment = scanSegment(text, at, mode);
    if (segment === null) break;
    if ("error" in segment) return segment;
    path.push(segment.segment);
    at = segment.end;
  }
  const last = path.at(-1);
  if (mode === "strict" || typeof last !== "string" || text[start - 1] !== "_" || text[at - 1] !== "_") {
    return { ref: { root, path }, end: at };
  }
  const trimmed = last.replace(/_+$/, "");
  return trimmed === "" ? { ref: { root, path }, end: at } : { ref: { root, path: [...path.slice(0, -1), trimmed] }, end: at - (last.length - trimmed.length) };
}

type ScannedSegment = { segment: string | number; end: number } | { error: string; at: number } | null;

function scanSegment(text: string, at: number, mode: "inline" | "strict"): ScannedSegment {
  if (text[at] === ".") {
    const segment = matchAt(name, text, at + 1);
    if (segment !== undefined) return { segment, end: at + 1 + segment.length };
    return mode === "inline" ? null : { error: 'expected a name after the dot; write other keys as ["odd key"]', at: at + 1 };
  }
  if (text[at] !== "[") return null;
  if (mode === "inline" && !/["'\d]/.test(text[at + 1] ?? "")) return null;
  return scanBracket(text, at);
}

function scanBracket(text: string, at: number): ScannedSegment {
  const inside = matchAt(/\d{1,9}/y, text, at + 1) ?? matchAt(quotedKey, text, at + 1);
  const end = at + 1 + (inside?.length ?? 0);
  if (inside === undefined || text[end] !== "]") {
    return { error: 'expected a number or a quoted key and a closing bracket, as in [0] or ["odd key"]', at };
  }
  if (/^\d/.test(inside)) return { segment: Number(inside), end: end + 1 };
  const segment = inside.startsWith("'") ? inside.slice(1, -1) : String(JSON.parse(inside));
  return { segment, end: end + 1 };
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function unexpected(text: string, at: number): RefError {
  const character = String.fromCodePoint(text.codePointAt(at) ?? 32);
  return { error: `unexpected ${JSON.stringify(character)}; write keys with other characters as ["odd key"]`, column: at + 1 };
}
