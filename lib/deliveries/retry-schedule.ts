const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** The product's own schedule, the same on both engines: five retries over about seven hours, then dead. */
export const retryDelaysMs = [30 * second, 2 * minute, 10 * minute, hour, 6 * hour] as const;

/** No vendor may park a delivery longer than this, whatever its Retry-After says. */
const retryAfterMaxMs = 24 * hour;

/**
 * When to try again after `failures` failures (1 = the first try failed): milliseconds, or null when the delivery is
 * dead. Jitter of ±20 % keeps deliveries that failed together from coming back together.
 */
export function nextRetryDelayMs(failures: number, retryAfterMs = 0, random: () => number = Math.random): number | null {
  const base = retryDelaysMs[failures - 1];
  if (base === undefined) return null;
  const jittered = base * (0.8 + random() * 0.4);
  return Math.round(Math.max(jittered, Math.min(retryAfterMs, retryAfterMaxMs)));
}
