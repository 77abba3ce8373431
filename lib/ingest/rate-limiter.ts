import type { Pool } from "pg";
import { createBatchWriter } from "@/lib/adapters/postgres/batch-writer";
import type { RateLimit } from "./rate-limit";
import { takePlaces, returnPlaces } from "./rate-limit-store";

/** `id`: of the key or the source whose limit it is. */
export type LimitedBy = { id: string; limit: RateLimit };

export type Grant = {
  /** How many of those asked for, from 0. */
  granted: number;
  /** Until one more is possible; 0 where all were granted. */
  retryAfterMs: number;
};

export type RateLimiter = {
  /** Takes up to `count` places under every limit, exact over all processes. */
  take(limits: LimitedBy[], count: number): Promise<Grant>;
  /** What was granted and not used, as for a duplicate. Nobody waits for it. */
  giveBack(limits: LimitedBy[], count: number): void;
  settled(): Promise<void>;
};

type Ask = LimitedBy & { count: number };

/** Concurrent calls under one limit share a statement; without a limit there is none. */
export function createRateLimiter({ pool, onError }: { pool: Pool; onError: (error: unknown) => void }): RateLimiter {
  const taker = createBatchWriter<Ask, Grant>({ concurrentFlushes: 1, flush: (asks) => takeTogether(asks, pool) });
  const returner = createBatchWriter<Ask, void>({
    concurrentFlushes: 1,
    flush: async (asks) => {
      await returnPlaces(mergeAsks(asks), pool);
      return asks.map(() => undefined);
    },
  });

  function giveBack(limits: LimitedBy[], count: number): void {
    if (count > 0) for (const limited of limits) returner.write({ ...limited, count }).catch(onError);
  }

  return {
    async take(limits, count) {
      let granted = count;
      let retryAfterMs = 0;
      for (const [index, limited] of limits.entries()) {
        const grant = await taker.write({ ...limited, count: granted });
        // What an earlier limit gave and this one refuses goes back to the earlier ones.
        giveBack(limits.slice(0, index), granted - grant.granted);
        if (grant.granted < granted) retryAfterMs = Math.max(retryAfterMs, grant.retryAfterMs);
        granted = grant.granted;
        if (granted === 0) break;
      }
      return { granted, retryAfterMs };
    },
    giveBack,
    async settled() {
      await taker.settled();
      await returner.settled();
    },
  };
}

/** One row a limit: what it grants goes to those who asked first. */
async function takeTogether(asks: Ask[], pool: Pool): Promise<Grant[]> {
  const taken = await takePlaces(mergeAsks(asks), pool);
  const left = new Map([...taken].map(([id, { granted }]) => [id, granted]));
  return asks.map(({ id, count }) => {
    const granted = Math.min(count, left.get(id) ?? 0);
    left.set(id, (left.get(id) ?? 0) - granted);
    return { granted, retryAfterMs: granted < count ? (taken.get(id)?.retryAfterMs ?? 0) : 0 };
  });
}

function mergeAsks(asks: Ask[]): Ask[] {
  const merged = new Map<string, Ask>();
  for (const ask of asks) merged.set(ask.id, { ...ask, count: ask.count + (merged.get(ask.id)?.count ?? 0) });
  return [...merged.values()];
}
