/** Microseconds fit a double until the year 2255. */
export function microsOf(ms: number): number {
  return Math.floor(ms) * 1000;
}

/** Slack's message id: seconds, a dot, six digits. */
export function toTs(micros: number): string {
  return `${Math.floor(micros / 1_000_000)}.${String(micros % 1_000_000).padStart(6, "0")}`;
}
