type Row = { id: string };

/** Newest first, each once: a fresh copy takes the place of the one that is shown. */
export function mergeEvents<T extends Row>(shown: readonly T[], fresh: readonly T[]): T[] {
  if (fresh.length === 0) return [...shown];
  const byId = new Map(shown.map((row) => [row.id, row]));
  for (const row of fresh) byId.set(row.id, row);
  return [...byId.values()].sort(newestFirst);
}

/**
 * From where the tail is asked: a little behind the newest row, since an event with an older id may be committed after
 * one with a newer, and since what became of the last ones is still changing.
 */
export function tailAnchor(shown: readonly Row[], overlap: number): string | undefined {
  return shown[Math.min(overlap, shown.length - 1)]?.id;
}

/** The rows up to the one the list was frozen at, and how many came after it. */
export function splitAt<T extends Row>(rows: readonly T[], frozenAt: string | null): { shown: readonly T[]; heldBack: number } {
  if (frozenAt === null) return { shown: rows, heldBack: 0 };
  const first = rows.findIndex(({ id }) => id <= frozenAt);
  const heldBack = first === -1 ? rows.length : first;
  return { shown: rows.slice(heldBack), heldBack };
}

function newestFirst(a: Row, b: Row): number {
  if (a.id === b.id) return 0;
  return a.id < b.id ? 1 : -1;
}
