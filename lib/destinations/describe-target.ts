import type { JsonObject } from "@/lib/pipeline/context";
import { destinationDefinition } from "./catalog";

/** Where a destination sends to, as its own world writes it: `#alerts`. Empty while nothing is chosen or there is nothing to choose. */
export function describeTarget(kind: string, target: JsonObject): string {
  return destinationDefinition(kind)?.describeTarget(target) ?? "";
}
