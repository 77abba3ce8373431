import type { Json } from "@/lib/durable/contract";
import type { JsonObject } from "@/lib/pipeline/context";
import { objectOf } from "./form-value";

/** A map as it is edited: in order, its keys possibly empty or doubled. */
export type MapRow = { key: string; value: Json };

export function rowsOf(value: Json | undefined): MapRow[] {
  return Object.entries(objectOf(value)).map(([key, member]) => ({ key, value: member }));
}

/** The rows that have a key of their own; of two with one key the first. */
export function mapOf(rows: readonly MapRow[]): JsonObject {
  const map = new Map<string, Json>();
  for (const { key, value } of rows) if (key !== "" && !map.has(key)) map.set(key, value);
  return Object.fromEntries(map);
}

/** Whether the rows still stand for the value, which may have been changed elsewhere: undone, loaded anew. */
export function isSameMap(rows: readonly MapRow[], value: Json | undefined): boolean {
  return sorted(mapOf(rows)) === sorted(objectOf(value));
}

function sorted(map: JsonObject): string {
  return JSON.stringify(Object.entries(map).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
