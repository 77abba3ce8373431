import type { RunContext } from "@/lib/pipeline/context";
import { resolveText } from "@/lib/pipeline/refs";

const lengthMax = 256;

/** The text or number at the ref; null for anything else, and for what is no id. */
export function entityId(ref: string, context: RunContext): string | null {
  const value = resolveText(ref, context);
  const text = typeof value === "number" ? String(value) : typeof value === "string" ? value.trim() : "";
  return text === "" || text.length > lengthMax ? null : text;
}
