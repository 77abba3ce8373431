import type { Json } from "@/lib/durable/contract";

/** The text with U+FFFD for each half of a surrogate pair, which no UTF-8 can hold and at which encodeURIComponent throws. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}

/** The same for every text in it. */
export function wellFormedJson(value: Json): Json {
  if (typeof value === "string") return wellFormed(value);
  if (Array.isArray(value)) return value.map(wellFormedJson);
  if (typeof value === "object" && value !== null) return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, wellFormedJson(item)]));
  return value;
}
