import type { Pool } from "pg";
import type { Notifications } from "@/lib/adapters/postgres/notifications";
import { createNotifiedCache } from "@/lib/adapters/postgres/notified-cache";
import type { Clock } from "@/lib/ports/clock";
import { apiKeyChannel } from "./api-key-channel";
import { hashApiKey, looksLikeApiKey } from "./api-key-text";
import { findUsableKey, touchKey } from "./store";
import type { VerifiedKey } from "./verify-api-key";

export type ApiKeyCache = {
  /** The usable key behind `token`, or null. From memory where that is known to be current. */
  verify(token: string): VerifiedKey | null | Promise<VerifiedKey | null>;
};

const touchEveryMs = 60_000;
const touchedMax = 10_000;

/** Verifies keys for paths where a query a request is too much. */
export function createApiKeyCache(deps: { pool: Pool; notifications: Notifications; clock: Clock }): ApiKeyCache {
  const { pool, notifications, clock } = deps;
  const touchedAtMs = new Map<string, number>();
  const cache = createNotifiedCache<VerifiedKey>({ notifications, clock, channel: apiKeyChannel, load: (keyHash) => findUsableKey(pool, keyHash) });

  function use(key: VerifiedKey | null): VerifiedKey | null {
    const nowMs = clock.now();
    if (!key || (key.expiresAtMs !== null && key.expiresAtMs <= nowMs)) return null;
    if (nowMs - (touchedAtMs.get(key.id) ?? 0) >= touchEveryMs) {
      if (touchedAtMs.size >= touchedMax) touchedAtMs.clear();
      touchedAtMs.set(key.id, nowMs);
      void touchKey(pool, key.id).catch(() => {});
    }
    return key;
  }

  return {
    verify(token) {
      if (!looksLikeApiKey(token)) return null;
      const found = cache.get(hashApiKey(token));
      return found instanceof Promise ? found.then(use) : use(found);
    },
  };
}
