import { z } from "zod";

/** How many events a key or a source may send. */
export const rateLimitSchema = z.strictObject({
  /** Sustained events a second, also less than one: 0.1 is six a minute. */
  per_second: z.number().min(0.001).max(100_000),
  /** Most at once, after a pause. */
  burst: z.number().int().min(1).max(1_000_000),
});

export type RateLimit = { perSecond: number; burst: number };

export type RateLimitResource = z.infer<typeof rateLimitSchema>;

type RateLimitColumns = { ratePerSecond: number | null; rateBurst: number | null };

/** For the columns of a key or a source. */
export function toRateLimitColumns(limit: RateLimitResource | null | undefined): RateLimitColumns {
  return { ratePerSecond: limit?.per_second ?? null, rateBurst: limit?.burst ?? null };
}

/** As the API shows those columns. */
export function toRateLimitResource({ ratePerSecond, rateBurst }: RateLimitColumns): RateLimitResource | null {
  return ratePerSecond !== null && rateBurst !== null ? { per_second: ratePerSecond, burst: rateBurst } : null;
}

/** As the database holds it: both columns or neither. */
export function toRateLimit(perSecond: number | null, burst: number | null): RateLimit | null {
  return perSecond !== null && burst !== null && perSecond > 0 ? { perSecond, burst } : null;
}
