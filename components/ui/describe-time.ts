const units = [
  { suffix: "s", ms: 1_000 },
  { suffix: "m", ms: 60_000 },
  { suffix: "h", ms: 3_600_000 },
  { suffix: "d", ms: 86_400_000 },
] as const;
const dateAfterMs = 7 * 86_400_000;

/** `just now`, `12s ago`, `in 4m`; a date beyond a week. */
export function describeTime(atMs: number, nowMs: number): string {
  const distance = Math.abs(nowMs - atMs);
  if (distance < 1_500) return "just now";
  if (distance >= dateAfterMs) return new Date(atMs).toLocaleDateString("en", { year: "numeric", month: "short", day: "numeric" });
  const unit = units.findLast(({ ms }) => distance >= ms) ?? units[0];
  const text = `${Math.floor(distance / unit.ms)}${unit.suffix}`;
  return atMs > nowMs ? `in ${text}` : `${text} ago`;
}
