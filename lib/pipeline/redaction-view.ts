import type { Json } from "@/lib/durable/contract";
import type { ContextView, EventView, RedactionFinding, RedactionMode, RedactionPlan, RunContext } from "./context";

/**
 * What a reader may see. Personal data that redact.pii found is replaced as the reader's column says: `mask` leaves
 * `[email redacted]`, `hash` a stable token `email_3f9a…`, `remove` nothing. `strictest` takes for every finding the
 * strictest mode of all columns: remove, then mask (which tells no two values apart), then hash, then keep.
 */
export function viewContext(context: RunContext, view: ContextView): RunContext {
  if (view.kind === "raw" || context.redactions.length === 0) return context;
  const key = viewKey(context, view);
  if (latest.context !== context) latest = { context, views: {} };
  const { views } = latest;
  return (views[key] ??= makeView(context, view, key));
}

/** A run asks for all its views in a row. No WeakMap: as a key, each context would live until the next full collection. */
let latest: { context: RunContext | null; views: Record<string, RunContext> } = { context: null, views: {} };

/**
 * Names what a reader sees: destinations without a column of their own share `default`, and where that is the only one,
 * it is the strictest, too.
 */
export function viewKey({ redactions }: Pick<RunContext, "redactions">, view: ContextView): string {
  if (view.kind === "raw") return view.kind;
  if (view.kind === "strictest") return hasOnlyDefault(redactions) ? "default" : view.kind;
  const hasOwnColumn = view.id !== "default" && redactions.some(({ columns }) => Object.hasOwn(columns, view.id));
  return hasOwnColumn ? `destination:${view.id}` : "default";
}

/** One for each way in which a view differs from raw: the default column's, each other one's, and the strictest of several. */
export function redactedViews({ redactions }: Pick<RunContext, "redactions">): ContextView[] {
  const byDefault: ContextView = { kind: "destination", id: "default" };
  if (hasOnlyDefault(redactions)) return [byDefault];
  const others = new Set(redactions.flatMap(({ columns }) => Object.keys(columns).filter((id) => id !== "default")));
  return [{ kind: "strictest" }, byDefault, ...Array.from(others, (id): ContextView => ({ kind: "destination", id }))];
}

function hasOnlyDefault(redactions: RedactionPlan[]): boolean {
  for (const { columns } of redactions) for (const id in columns) if (id !== "default") return false;
  return true;
}

function makeView(context: RunContext, view: ContextView, key: string): RunContext {
  const { event, redactions, outputs, fieldOrder } = context;
  const cuts = redactions.flatMap((plan) => cutsOf(plan, view));
  const { output: rawOutput, ...values } = context.values;
  const seenValues = redact(values, cuts, "values");
  const output = outputs && Object.hasOwn(outputs, key) ? outputs[key] : undefined;
  if (latestEvent.event !== event || latestEvent.redactions !== redactions) latestEvent = { event, redactions, views: {} };
  return {
    event: (latestEvent.views[key] ??= redactEvent(event, cuts)),
    // An output that was never rendered for this view could hold anything: it is left out rather than shown raw.
    values: output === undefined ? seenValues : Object.assign({}, seenValues, { output }),
    redactions: [],
    ...(fieldOrder ? { fieldOrder } : {}),
  };
}

/** The same event is in every context of a run, and most of them have the same redactions. */
let latestEvent: { event: EventView | null; redactions: RedactionPlan[]; views: Record<string, EventView> } = { event: null, redactions: [], views: {} };

function redactEvent(event: EventView, cuts: Cut[]): EventView {
  return {
    ...event,
    payload: redact(event.payload, cuts, "payload"),
    meta: { ...event.meta, ...redactMeta(event.meta.idempotency_key, cuts) },
  };
}

const strictness: Record<RedactionMode, number> = { keep: 0, hash: 1, mask: 2, remove: 3 };

type Cut = RedactionFinding & { mode: RedactionMode };

function cutsOf(plan: RedactionPlan, view: ContextView): Cut[] {
  return plan.findings.flatMap((finding) => {
    const mode = view.kind === "destination" ? columnMode(plan, view.id, finding.detector) : strictestMode(plan, finding.detector);
    return mode === "keep" ? [] : [{ mode, ...finding }];
  });
}

function columnMode({ columns }: RedactionPlan, column: string, detector: string): RedactionMode {
  const own = Object.hasOwn(columns, column) ? columns[column] : undefined;
  if (own && Object.hasOwn(own, detector)) return own[detector] ?? "remove";
  const fallback = columns.default ?? {};
  return Object.hasOwn(fallback, detector) ? (fallback[detector] ?? "remove") : "keep";
}

function strictestMode(plan: RedactionPlan, detector: string): RedactionMode {
  return Object.keys(plan.columns)
    .map((column) => columnMode(plan, column, detector))
    .reduce<RedactionMode>((strictest, mode) => (strictness[mode] > strictness[strictest] ? mode : strictest), "keep");
}

/** The cuts below a node, by the next segment of their paths; `keyCuts` are in the text of the key that leads to it. */
type CutTree = { cuts: Cut[]; keyCuts: Cut[]; members: Map<string, CutTree> };

const emptyTree = (): CutTree => ({ cuts: [], keyCuts: [], members: new Map() });

function redact<T extends Json>(value: T, cuts: Cut[], root: RedactionFinding["root"]): T;
function redact(value: Json, cuts: Cut[], root: RedactionFinding["root"]): Json {
  const own = cuts.filter((cut) => cut.root === root);
  if (own.length === 0) return value;
  const tree = emptyTree();
  for (const cut of own) plant(tree, cut);
  return applyTree(value, tree);
}

function redactMeta(idempotencyKey: string | null, cuts: Cut[]): { idempotency_key?: string } {
  if (idempotencyKey === null) return {};
  const own = cuts.filter(({ root, path }) => root === "meta" && path[0] === "idempotency_key");
  return own.length === 0 ? {} : { idempotency_key: cutText(idempotencyKey, own) };
}

function plant(tree: CutTree, cut: Cut): void {
  let node = tree;
  for (const segment of cut.path) {
    const key = String(segment);
    const next = node.members.get(key) ?? emptyTree();
    node.members.set(key, next);
    node = next;
  }
  (cut.isKey ? node.keyCuts : node.cuts).push(cut);
}

/** Copies only what lies on the way to a cut. */
function applyTree(value: Json, tree: CutTree): Json {
  if (value === null) return null;
  if (typeof value !== "object") return tree.cuts.length === 0 ? value : cutText(String(value), tree.cuts);
  if (tree.members.size === 0) return value;
  if (Array.isArray(value)) {
    return value.map((item, index) => {
      const below = tree.members.get(String(index));
      return below ? applyTree(item, below) : item;
    });
  }
  let taken: Set<string> | undefined;
  const entries = Object.entries(value);
  for (const entry of entries) {
    const below = tree.members.get(entry[0]);
    if (!below) continue;
    entry[1] = applyTree(entry[1], below);
    if (below.keyCuts.length > 0) entry[0] = freeKey(cutText(entry[0], below.keyCuts), (taken ??= new Set(Object.keys(value))));
  }
  return Object.fromEntries(entries);
}

/** Two keys may read the same once redacted; neither's value may be lost. */
function freeKey(key: string, taken: Set<string>): string {
  let free = key;
  for (let count = 2; taken.has(free); count += 1) free = `${key} (${count})`;
  taken.add(free);
  return free;
}

function cutText(text: string, cuts: Cut[]): string {
  let result = "";
  let at = 0;
  for (const { start, end, winner } of mergeRanges(text.length, cuts)) {
    result += text.slice(at, start) + replacement(winner);
    at = end;
  }
  return result + text.slice(at);
}

/** Overlapping ranges become one, replaced as the strictest of them says; among equals the longest names it. */
function mergeRanges(length: number, cuts: Cut[]): { start: number; end: number; winner: Cut }[] {
  const merged: { start: number; end: number; winner: Cut }[] = [];
  for (const cut of cuts.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const [start, end] = [Math.max(0, cut.start), Math.min(length, cut.end)];
    if (start >= end) continue;
    const last = merged.at(-1);
    if (!last || start >= last.end) {
      merged.push({ start, end, winner: cut });
      continue;
    }
    last.end = Math.max(last.end, end);
    if (outranks(cut, last.winner)) last.winner = cut;
  }
  return merged;
}

function outranks(cut: Cut, other: Cut): boolean {
  const difference = strictness[cut.mode] - strictness[other.mode];
  return difference > 0 || (difference === 0 && cut.end - cut.start > other.end - other.start);
}

/** 64 bits of the HMAC: two values of one organization practically never share a token. */
const hashCharacters = 16;

function replacement({ mode, detector, hash }: Cut): string {
  if (mode === "remove") return "";
  if (mode === "hash" && hash !== "") return `${detector}_${hash.slice(0, hashCharacters)}`;
  return `[${detectorWords(detector)} redacted]`;
}

/** `urlCredentials` → `url credentials`. */
function detectorWords(detector: string): string {
  return detector.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter}`).replace(/[_-]+/g, " ").toLowerCase();
}
