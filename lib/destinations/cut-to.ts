/** The text with its end replaced by … so that it has `max` characters (UTF-16 units) at most; no character is torn. */
export function cutTo(text: string, max: number): string {
  if (text.length <= max) return text;
  const end = Math.max(0, max - 1);
  const isTorn = /[\ud800-\udbff]/.test(text.charAt(end - 1));
  return `${text.slice(0, isTorn ? end - 1 : end).trimEnd()}…`;
}

/** The same with what was cut in words; null where nothing was. */
export function cutNoted(name: string, text: string, max: number): { text: string; cut: string | null } {
  if (text.length <= max) return { text, cut: null };
  return { text: cutTo(text, max), cut: `${name} was cut from ${text.length} to ${max} characters` };
}
