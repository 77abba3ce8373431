/** The text without NUL and without half surrogate pairs, which Postgres cannot hold and a cut may leave. */
export function storableText(text: string): string {
  return Buffer.from(text.replaceAll("\u0000", ""), "utf8").toString("utf8");
}
