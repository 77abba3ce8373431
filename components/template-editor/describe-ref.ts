import type { RefSuggestion } from "@/components/refs/ref-suggestion";
import { isRefError, parseRef, printRef } from "@/lib/pipeline/refs";
import { truncateText } from "@/lib/pipeline/text";

export type RefDescription = { title: string; value: string | null; note: string | null };

/** What is known of a ref, however it is written; null when nothing is, which its underline says. */
export function describeRef(text: string, suggestions: readonly RefSuggestion[]): RefDescription | null {
  const wanted = canonical(text);
  const known = suggestions.find(({ ref }) => canonical(ref) === wanted);
  if (!known) return null;
  return {
    title: `${known.ref} · ${known.type}`,
    value: known.sample === undefined ? null : truncateText(JSON.stringify(known.sample, null, 2), 2000),
    note: known.description ?? (known.sample === undefined ? "No value on the sample event." : null),
  };
}

function canonical(text: string): string {
  const ref = parseRef(text);
  if (isRefError(ref)) return text;
  const isLongForm = ref.root === "event" && ref.path[0] === "payload" && ref.path.length > 1;
  return printRef(isLongForm ? { ...ref, path: ref.path.slice(1) } : ref);
}
