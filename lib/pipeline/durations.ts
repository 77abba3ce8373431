import { UserError } from "@/lib/errors";

const unitsMs: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const durationMsMax = 3650 * 86_400_000;

/** Milliseconds of `500ms`, `30s`, `5m`, `24h` or `7d`. */
export function parseDuration(text: string): number {
  const [, count, unit] = /^(\d{1,15})(ms|s|m|h|d)$/.exec(text) ?? [];
  const ms = Number(count) * (unitsMs[unit ?? ""] ?? Number.NaN);
  if (ms <= durationMsMax) return ms;
  throw new UserError("invalid_request", `expected a duration such as 30s, 5m, 1h or 7d, at most 3650d, got ${JSON.stringify(text)}`);
}

export function isDuration(text: string): boolean {
  try {
    parseDuration(text);
    return true;
  } catch {
    return false;
  }
}

/** The shortest exact form: 90000 → `90s`, 3600000 → `1h`. */
export function formatDuration(ms: number): string {
  for (const unit of ["d", "h", "m", "s"]) {
    const size = unitsMs[unit] ?? 1;
    if (ms > 0 && ms % size === 0) return `${ms / size}${unit}`;
  }
  return ms === 0 ? "0s" : `${ms}ms`;
}
