import type { Json } from "@/lib/durable/contract";
import type { RefRoot } from "@/lib/pipeline/refs";
import { truncateText } from "@/lib/pipeline/text";
import type { EventField, EventFieldType } from "./event-type-resource";
import { fieldRef, type FieldPath } from "./field-ref";

const fieldsMax = 300;
const depthMax = 6;
const membersMax = 100;
const valuesMax = 20;
const valueLengthMax = 100;
const sampleLengthMax = 500;

/**
 * The fields of documents, newest first, as refs: objects by their members, lists by their first item. A document may hold
 * anything, so both depth and number have a bound.
 */
export function inferFields(documents: Json[], root: RefRoot = "event"): EventField[] {
  const top = emptyNode();
  for (const document of documents) for (const [key, member] of membersOf(document)) record(nodeAt(top, key), member, 1);
  return fieldsBelow(top, [], documents.length, root).slice(0, fieldsMax);
}

/** What the documents had at one place. */
type Node = { count: number; types: Set<EventFieldType>; values: Set<string | number | boolean>; sample: Json | undefined; members: Map<string | number, Node> };

const emptyNode = (): Node => ({ count: 0, types: new Set(), values: new Set(), sample: undefined, members: new Map() });

function nodeAt({ members }: Node, key: string | number): Node {
  const known = members.get(key) ?? emptyNode();
  members.set(key, known);
  return known;
}

function record(node: Node, value: Json, depth: number): void {
  node.count += 1;
  node.types.add(typeOf(value));
  if (node.sample === undefined || node.sample === null) node.sample = value;
  for (const scalar of Array.isArray(value) ? value : [value]) recordValue(node, scalar);
  if (depth < depthMax) for (const [key, member] of membersOf(value)) record(nodeAt(node, key), member, depth + 1);
}

function recordValue({ values }: Node, value: Json): void {
  if (value === null || typeof value === "object" || values.size >= valuesMax) return;
  if (typeof value !== "string" || value.length <= valueLengthMax) values.add(value);
}

function membersOf(value: Json): [string | number, Json][] {
  if (value === null || typeof value !== "object") return [];
  if (!Array.isArray(value)) return Object.entries(value).slice(0, membersMax);
  const [first] = value;
  return first === undefined ? [] : [[0, first]];
}

const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/;

export function typeOf(value: Json): EventFieldType {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "string") return isoTime.test(value) ? "datetime" : "string";
  return typeof value === "number" ? "number" : typeof value === "boolean" ? "boolean" : "object";
}

function fieldsBelow(node: Node, path: FieldPath, documentCount: number, root: RefRoot): EventField[] {
  return [...node.members].flatMap(([key, member]) => {
    const memberPath = [...path, key];
    return [fieldOf(member, memberPath, documentCount, root), ...fieldsBelow(member, memberPath, documentCount, root)];
  });
}

function fieldOf({ count, types, values, sample, members }: Node, path: FieldPath, documentCount: number, root: RefRoot): EventField {
  const shown = sample === undefined ? undefined : sampleOf(sample);
  return {
    path: fieldRef(path, root),
    type: joinTypes(types),
    ...(values.size > 0 && (members.size === 0 || !types.has("object")) ? { values: [...values] } : {}),
    ...(shown === undefined ? {} : { sample: shown }),
    seen: documentCount === 0 ? 0 : Math.round((count / documentCount) * 100) / 100,
  };
}

function joinTypes(types: Set<EventFieldType>): EventFieldType {
  const [first = "null", ...others] = [...types].filter((type) => type !== "null");
  if (others.length === 0) return first;
  return [first, ...others].every((type) => type === "string" || type === "datetime") ? "string" : "mixed";
}

/** A document that would not fit on a line says nothing that its fields don't. */
export function sampleOf(value: Json): Json | undefined {
  if (typeof value === "string") return truncateText(value, sampleLengthMax);
  if (value === null || typeof value !== "object") return value;
  return JSON.stringify(value).length <= sampleLengthMax ? value : undefined;
}
