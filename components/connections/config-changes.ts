import type { Json } from "@/lib/durable/contract";
import type { JsonObject } from "@/lib/pipeline/context";

/** What the API is sent: changed and new fields, and null for those that were emptied. */
export function configChanges(before: JsonObject, after: JsonObject): JsonObject {
  const changed = Object.entries(after).filter(([name, value]) => value !== undefined && JSON.stringify(value) !== JSON.stringify(before[name]));
  const removed = Object.keys(before).filter((name) => after[name] === undefined);
  return Object.fromEntries<Json>([...changed, ...removed.map((name): [string, Json] => [name, null])]);
}
