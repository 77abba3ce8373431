/** Some rows in the order of an index, newest first, and those of them that fit. */
export type Slice<Row> = { rows: Row[]; scanned: number; lastScanned: string | null };

export type SliceOrder = { cursor: string | undefined; limit: number; size: number };

/** `scanned` rows were looked at; `next` goes on behind them, and is null when there are none left. */
export type Walk<Row> = { rows: Row[]; next: string | null; scanned: number };

/** A list answers within 100 ms; what a call costs besides reading slices takes the rest. */
const budgetMs = 40;
const sliceMin = 100;
const sliceMax = 8000;

/**
 * Reads slices backwards until the page is full, the rows are used up or the time is: what no index knows is asked row
 * by row, so a rare match must not make a call long. Such a page is short, even empty, and still names a next one.
 */
export async function walk<Row extends { id: string }>(
  page: { cursor?: string | undefined; limit: number },
  readSlice: (order: SliceOrder) => Promise<Slice<Row>>,
  now: () => number = () => performance.now(),
): Promise<Walk<Row>> {
  const startedAt = now();
  const rows: Row[] = [];
  let cursor = page.cursor;
  let scanned = 0;
  let size = Math.max(page.limit + 1, sliceMin);
  for (;;) {
    const sliceStartedAt = now();
    const slice = await readSlice({ cursor, limit: page.limit + 1 - rows.length, size });
    rows.push(...slice.rows);
    scanned += slice.scanned;
    if (rows.length > page.limit) return { rows: rows.slice(0, page.limit), next: rows[page.limit - 1]?.id ?? null, scanned };
    if (slice.scanned < size || slice.lastScanned === null) return { rows, next: null, scanned };
    cursor = slice.lastScanned;
    const sliceMs = Math.max(now() - sliceStartedAt, 0.1);
    const leftMs = budgetMs - (now() - startedAt);
    if (leftMs <= 0) return { rows, next: cursor, scanned };
    const affordable = Math.floor((slice.scanned / sliceMs) * leftMs);
    size = Math.max(sliceMin, Math.min(size * 8, affordable, sliceMax));
  }
}
