import type { Json } from "@/lib/durable/contract";

export type JsonPath = (string | number)[];

export type JsonChange =
  | { kind: "added"; path: JsonPath; after: Json }
  | { kind: "removed"; path: JsonPath; before: Json }
  | { kind: "changed"; path: JsonPath; before: Json; after: Json };

/** What turns one document into another, at the deepest paths that differ, in the order of the document. */
export function diffJson(before: Json, after: Json, path: JsonPath = []): JsonChange[] {
  if (Object.is(before, after)) return [];
  if (Array.isArray(before) && Array.isArray(after)) {
    return Array.from({ length: Math.max(before.length, after.length) }, (_, index) => diffMember(before[index], after[index], [...path, index])).flat();
  }
  if (isObject(before) && isObject(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) => diffMember(own(before, name), own(after, name), [...path, name]));
  }
  return [{ kind: "changed", path, before, after }];
}

function diffMember(before: Json | undefined, after: Json | undefined, path: JsonPath): JsonChange[] {
  if (after === undefined) return before === undefined ? [] : [{ kind: "removed", path, before }];
  return before === undefined ? [{ kind: "added", path, after }] : diffJson(before, after, path);
}

function isObject(value: Json): value is { [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function own(object: { [key: string]: Json }, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}
