import { resolveText } from "@/lib/pipeline/refs";
import type { RunContext } from "@/lib/pipeline/context";

/** What an event counts under: the values of the refs, exactly. Null when the event has none of them. */
export function eventKey(refs: readonly string[], context: RunContext): string | null {
  const values = refs.map((ref) => resolveText(ref, context) ?? null);
  return values.every((value) => value === null) ? null : JSON.stringify(values);
}
