import { storableText } from "@/lib/adapters/postgres/jsonb-text";

/** Deeper payloads are refused: parsers and renderers downstream may recurse. */
export const payloadDepthMax = 64;

export type JsonFault = {
  /** From the value on: `.body[0]`, empty for the value itself. */
  path: string;
  message: string;
};

/**
 * Why Postgres could not keep a parsed JSON value as it is, or null. `mayHoldEscapes`: whether the text it was parsed
 * from has any `\u` in it; without one no string can hold U+0000 or half a surrogate pair, and strings are not looked at.
 */
export function findJsonFault(value: unknown, mayHoldEscapes: boolean, depth = 1): JsonFault | null {
  if (typeof value === "string") return mayHoldEscapes ? textFault(value) : null;
  if (typeof value === "number") {
    // JSON.parse reads 1e999 as Infinity, which would be stored as null.
    return Number.isFinite(value) ? null : { path: "", message: "expected a number within ±1.8e308" };
  }
  if (typeof value !== "object" || value === null) return null;
  if (depth > payloadDepthMax) return { path: "", message: `expected at most ${payloadDepthMax} levels of nesting` };
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      const fault = findJsonFault(value[index], mayHoldEscapes, depth + 1);
      if (fault) return { path: `[${index}]${fault.path}`, message: fault.message };
    }
    return null;
  }
  for (const [key, item] of Object.entries(value)) {
    const fault = mayHoldEscapes ? (textFault(key) ?? findJsonFault(item, true, depth + 1)) : findJsonFault(item, false, depth + 1);
    if (fault) return { path: `${pathPart(key)}${fault.path}`, message: fault.message };
  }
  return null;
}

/** jsonb and text refuse both, and one such value would fail every event of its statement. */
export function isStorableText(text: string): boolean {
  return !text.includes("\u0000") && !/\p{Surrogate}/u.test(text);
}

function textFault(text: string): JsonFault | null {
  return isStorableText(text) ? null : { path: "", message: "expected text without \\u0000 and without half a surrogate pair" };
}

function pathPart(key: string): string {
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(key) ? `.${key}` : `[${JSON.stringify(storableText(key.slice(0, 64)))}]`;
}
