/** The fewest items whose move explains the new order; items that came or went move nothing. */
export function movedItems(before: readonly string[], after: readonly string[]): Set<string> {
  const kept = after.filter((id) => before.includes(id));
  const unmoved = longestRise(kept.map((id) => before.indexOf(id)));
  return new Set(kept.filter((_, index) => !unmoved.has(index)));
}

/** Indexes of a longest increasing subsequence. Lists are at most 50 long: quadratic is fine. */
function longestRise(values: number[]): Set<number> {
  const lengths: number[] = [];
  const previous: (number | null)[] = [];
  values.forEach((value, index) => {
    let best: number | null = null;
    for (let other = 0; other < index; other += 1) {
      if ((values[other] ?? 0) < value && (best === null || (lengths[other] ?? 0) > (lengths[best] ?? 0))) best = other;
    }
    lengths.push(1 + (best === null ? 0 : (lengths[best] ?? 0)));
    previous.push(best);
  });
  const rise = new Set<number>();
  let at: number | null = lengths.length === 0 ? null : lengths.indexOf(Math.max(...lengths));
  while (at !== null) {
    rise.add(at);
    at = previous[at] ?? null;
  }
  return rise;
}
