/** A readable id that is not taken: `filter.match` → `filter-match`, `filter-match-2`; a copy of `alerts-2` → `alerts-3`. */
export function partId(name: string, taken: readonly string[]): string {
  const base = name.replace(/[^a-z0-9_-]+/gi, "-").replace(/^[-_]+|-\d+$/g, "").slice(0, 58) || "part";
  if (!taken.includes(base)) return base;
  for (let count = 2; ; count += 1) {
    const id = `${base}-${count}`;
    if (!taken.includes(id)) return id;
  }
}
