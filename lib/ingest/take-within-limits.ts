import type { Pool } from "pg";
import type { EventCall } from "./accept-events";
import type { JudgedEvent } from "./judged-event";
import { isRefusal, type EventRefusal, type IncomingEvent } from "./parse-event";
import type { LimitedBy, RateLimiter } from "./rate-limiter";
import type { RoutedSource } from "./routing";
import { findDuplicates } from "./store";

/**
 * The first events that their limits let through; the others are refused. A duplicate is never refused by a limit: its
 * sender asks again for an answer that was given already.
 */
export async function takeWithinLimits(
  judged: (IncomingEvent | EventRefusal)[],
  sourceId: string,
  limits: LimitedBy[],
  { limiter, pool }: { limiter: RateLimiter; pool: Pool },
): Promise<JudgedEvent[]> {
  const asked = judged.filter((one) => !isRefusal(one)).length;
  if (asked === 0) return judged;
  const { granted, retryAfterMs } = await limiter.take(limits, asked);
  if (granted === asked) return judged;
  const known = await knownDuplicates(judged, sourceId, pool);
  const refusal = limitRefusal(limits, retryAfterMs);
  let left = granted;
  const taken = judged.map((one): JudgedEvent => {
    if (isRefusal(one)) return one;
    const id = one.idempotencyKey === null ? undefined : known.get(one.idempotencyKey);
    if (id !== undefined) return { id, duplicate: true };
    return left-- > 0 ? one : refusal;
  });
  limiter.giveBack(limits, Math.max(0, left));
  return taken;
}

async function knownDuplicates(judged: (IncomingEvent | EventRefusal)[], sourceId: string, pool: Pool): Promise<Map<string, string>> {
  const keys = judged.flatMap((one) => (isRefusal(one) ? [] : (one.idempotencyKey ?? [])));
  return keys.length === 0 ? new Map() : findDuplicates(sourceId, keys, pool);
}

function limitRefusal(limits: LimitedBy[], retryAfterMs: number): EventRefusal {
  const words = limits.map(({ limit: { perSecond, burst } }) => `${perSecond} events a second, ${burst} at once`).join("; ");
  return { code: "rate_limited", message: `More events than its limit lets through (${words}): send it again in ${Math.ceil(retryAfterMs / 1000)} s`, retryAfterMs };
}

const noLimits: LimitedBy[] = [];

/** Its source's limit and the one of whoever sends. */
export function limitsOf({ limitedBy, isForced }: EventCall, { id, limit }: RoutedSource): LimitedBy[] {
  if (isForced || (!limit && !limitedBy)) return noLimits;
  return [...(limit ? [{ id, limit }] : []), ...(limitedBy ? [limitedBy] : [])];
}
