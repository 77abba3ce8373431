// Postgres array literals. pg would write them itself, at several times the cost: it escapes every element twice.

/** Of ids, numbers and the like: values without quotes, commas, braces, backslashes and spaces. Null is NULL. */
export function wordArray(values: readonly (string | number | null)[]): string {
  return `{${values.includes(null) ? values.map((value) => value ?? "NULL").join(",") : values.join(",")}}`;
}

/** Of any text. Null is NULL. */
export function textArray(values: readonly (string | null)[]): string {
  return `{${values.map(quote).join(",")}}`;
}

function quote(value: string | null): string {
  if (value === null) return "NULL";
  return /["\\]/.test(value) ? `"${value.replace(/["\\]/g, "\\$&")}"` : `"${value}"`;
}

/** One JSON array of values that are JSON text already. */
export function jsonArray(values: readonly string[]): string {
  return `[${values.join(",")}]`;
}
