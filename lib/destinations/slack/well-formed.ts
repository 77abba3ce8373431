import type { Json } from "@/lib/durable/contract";

/** Half a surrogate pair can't be sent as UTF-8: each becomes U+FFFD. */
export function wellFormed(value: Json): Json {
  if (typeof value === "string") return value.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
  if (Array.isArray(value)) return value.map(wellFormed);
  if (typeof value === "object" && value !== null) return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, wellFormed(item)]));
  return value;
}
