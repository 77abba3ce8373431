/** Older and newer ones may be a recorded call played again: the tolerance of Stripe's and Standard Webhooks' libraries. */
const toleranceMs = 5 * 60_000;

/** Whether Unix seconds are within five minutes of now. */
export function isRecent(seconds: string | undefined, nowMs: number): seconds is string {
  return seconds !== undefined && /^\d{1,12}$/.test(seconds) && Math.abs(nowMs - Number(seconds) * 1000) <= toleranceMs;
}
