import type { Problem } from "@/lib/errors";

export function checkEntityKind(kind: string): Problem[] {
  if (/^[a-z][a-z0-9_]{0,63}$/.test(kind)) return [];
  return [{ path: "kind", message: `expected a kind of small letters, digits and _, such as customer, got "${kind}"` }];
}
