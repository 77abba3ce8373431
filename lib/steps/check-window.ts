import type { Problem } from "@/lib/errors";
import { isDuration, parseDuration } from "@/lib/pipeline/durations";

/** Every place is a row until its window is over. */
const windowMsMax = 90 * 86_400_000;

export function checkWindow(window: string): Problem[] {
  if (isDuration(window) && parseDuration(window) >= 1000 && parseDuration(window) <= windowMsMax) return [];
  return [{ path: "window", message: `expected a duration from 1s to 90d, such as 5m, 1h or 7d, got "${window}"` }];
}
