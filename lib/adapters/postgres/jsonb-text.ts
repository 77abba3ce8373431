/**
 * JSON text that a jsonb column takes. Postgres stores neither U+0000 nor half a surrogate pair; what came from outside
 * may hold both, and a history that can't be written is worse than one with a replacement character in it.
 */
export function jsonbText(value: unknown): string {
  const text = JSON.stringify(value ?? null);
  // The search for the escape alone is far quicker, and almost always enough.
  return text.includes("\\u") && mayBeUnstorable.test(text) ? JSON.stringify(value, storable) : text;
}

// JSON.stringify writes both as \u escapes. An escaped backslash in front gives a false alarm, which costs only time.
const mayBeUnstorable = /\\u(0000|d[89a-f])/i;

function storable(_key: string, value: unknown): unknown {
  if (typeof value === "string") return storableText(value);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [storableText(key), item]));
}

/** The same for text that is no JSON. */
export function storableText(text: string): string {
  return text.replaceAll("\u0000", "\uFFFD").replace(/\p{Surrogate}/gu, "\uFFFD");
}
