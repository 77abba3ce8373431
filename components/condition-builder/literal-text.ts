import type { Json } from "@/lib/durable/contract";

/** How a value stands in an input. */
export function literalText(value: Json | undefined): string {
  if (value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** What a typed text means for a field of `type`. Half a number, as `5.`, stays a text until it is one. */
export function parseLiteral(text: string, type: string): Json {
  const isUntyped = !["string", "datetime"].includes(type);
  if (isUntyped && (text === "true" || text === "false")) return text === "true";
  if (isUntyped && text !== "" && String(Number(text)) === text && Number.isFinite(Number(text))) return Number(text);
  return text;
}
