/** The cursor after a slice: behind the last row shown, or behind the slice when it was walked to its end without filling a page. */
export function nextOf(slice: { rows: { id: string }[]; scanned: number; lastScanned: string | null }, limit: number, sliceSize: number): string | null {
  if (slice.rows.length > limit) return slice.rows[limit - 1]?.id ?? null;
  return slice.scanned < sliceSize ? null : slice.lastScanned;
}
