/** Links by people's and machines' hands alike: only these schemes are followed. */
export function safeHref(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  return ["http:", "https:", "mailto:"].includes(new URL(address).protocol) ? address : undefined;
}

/** What an image may be fetched from. */
export function safeImageUrl(address: string): string | undefined {
  const href = safeHref(address);
  return href !== undefined && !href.toLowerCase().startsWith("mailto:") ? href : undefined;
}
