/** The id in a text: with or without dashes, or at the end of an address that Notion copies. Null where there is none. */
export function notionId(text: string): string | null {
  const path = text.trim().replace(/[?#].*$/s, "");
  const found = /(?:^|[/-])([0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/i.exec(path)?.[1];
  if (found === undefined) return null;
  const hex = found.replaceAll("-", "").toLowerCase();
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
