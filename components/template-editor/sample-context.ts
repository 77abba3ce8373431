import type { RefSuggestion } from "@/components/refs/ref-suggestion";
import type { Json } from "@/lib/durable/contract";
import type { JsonObject, RunContext } from "@/lib/pipeline/context";
import { eventFieldNames, isRefError, parseRef, type Ref } from "@/lib/pipeline/refs";

/**
 * A run that each suggestion's ref has a value in, to preview a message by before there is an event: its sample, a value it
 * is known to take, else its own name in angle quotes.
 */
export function sampleContext(suggestions: readonly RefSuggestion[]): RunContext {
  const known = suggestions.flatMap((suggestion) => knownValue(suggestion)).toSorted((a, b) => a.ref.path.length - b.ref.path.length);
  const payload = known.filter(({ ref }) => ref.root === "event" && !isOwn(ref)).reduce<Json>((root, { ref, value }) => setAt(root, payloadPath(ref), value), {});
  const values = known.filter(({ ref }) => ref.root !== "event").reduce<Json>((root, { ref, value }) => setAt(root, [ref.root, ...ref.path], value), {});
  const own = (path: string, otherwise: string) => {
    const found = known.find(({ ref }) => ref.root === "event" && isOwn(ref) && ref.path.join(".") === path);
    return found?.isSample && typeof found.value === "string" ? found.value : otherwise;
  };
  return {
    event: {
      id: own("id", "evt_sample"),
      type: own("type", "event.type"),
      received_at: own("received_at", sampleTime),
      occurred_at: own("occurred_at", sampleTime),
      payload,
      meta: { source: own("meta.source", "default"), url: own("meta.url", "https://example.com/events/evt_sample"), idempotency_key: null },
    },
    values: isObject(values) ? values : {},
    redactions: [],
  };
}

const sampleTime = "2026-01-01T12:00:00.000Z";

type Known = { ref: Ref; value: Json; isSample: boolean };

function knownValue({ ref: text, type, sample, values }: RefSuggestion): Known[] {
  const ref = parseRef(text);
  if (isRefError(ref) || ref.path.length === 0 && ref.root === "event") return [];
  const value = sample ?? values?.[0];
  if (value !== undefined) return [{ ref, value, isSample: true }];
  // What is inside of it is suggested by itself.
  if (type === "object" || type === "array") return [];
  return [{ ref, value: `‹${String(ref.path.at(-1) ?? ref.root)}›`, isSample: false }];
}

/** Of the event itself, not of its payload. */
function isOwn({ path: [first, second] }: Ref): boolean {
  return typeof first === "string" && eventFieldNames.has(first) && !(first === "payload" && second !== undefined);
}

function payloadPath({ path }: Ref): Ref["path"] {
  return path[0] === "payload" ? path.slice(1) : path;
}

/** Longer lists are of no use in a preview. */
const indexMax = 20;

function setAt(current: Json | undefined, [head, ...rest]: Ref["path"], value: Json): Json {
  if (head === undefined) return value;
  if (typeof head === "number") {
    const list = Array.isArray(current) ? [...current] : [];
    if (head > indexMax) return list;
    while (list.length <= head) list.push(null);
    list[head] = setAt(list[head], rest, value);
    return list;
  }
  const object = isObject(current) ? current : {};
  return { ...object, [head]: setAt(Object.hasOwn(object, head) ? object[head] : undefined, rest, value) };
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
