import type { Json } from "@/lib/durable/contract";

/** A value in prose: missing and null are empty, objects and arrays are JSON. */
export function textOf(value: Json | undefined): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : typeof value === "object" ? JSON.stringify(value) : String(value);
}

const numeric = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i;

/** Whether a value counts as a number: a number, or a text in decimal notation. */
export function isNumeric(value: Json | undefined): value is number | string {
  return typeof value === "number" || (typeof value === "string" && numeric.test(value));
}

/** The number a value holds, or null. */
export function numberOf(value: Json | undefined): number | null {
  if (!isNumeric(value)) return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

/** At most `lengthMax` UTF-16 units, the ellipsis among them, never half a surrogate pair. */
export function truncateText(text: string, lengthMax: number, ellipsis = "…"): string {
  if (text.length <= lengthMax) return text;
  const kept = text.slice(0, Math.max(0, lengthMax - ellipsis.length)).replace(/[\ud800-\udbff]$/, "");
  return (kept + ellipsis).slice(0, Math.max(0, lengthMax));
}
