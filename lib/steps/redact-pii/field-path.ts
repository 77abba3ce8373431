import { isRefError, parseRef } from "@/lib/pipeline/refs";

/** The segments of a path in the payload, written `customer.email`, `items[0].note` or, as a ref, `$event.customer.email`. */
export function fieldPath(text: string): { path: (string | number)[] } | { error: string } {
  const expected = "expected a path in the payload such as customer.email";
  if (text === "") return { error: expected };
  const ref = parseRef(text.startsWith("$event.") ? text : `$event.payload${text.startsWith("[") ? "" : "."}${text}`);
  if (isRefError(ref)) return { error: `${expected}: ${ref.error}` };
  return { path: ref.path[0] === "payload" ? ref.path.slice(1) : ref.path };
}
