import type { Pool } from "pg";
import type { Notifications } from "@/lib/adapters/postgres/notifications";
import type { Clock } from "@/lib/ports/clock";
import { apiKeyChannel } from "./api-key-channel";
import { hashApiKey, looksLikeApiKey } from "./api-key-text";
import { findUsableKey, touchKey } from "./store";
import type { VerifiedKey } from "./verify-api-key";

export type ApiKeyCache = {
  /** The usable key behind `token`, or null. From memory where that is known to be current. */
  verify(token: string): VerifiedKey | null | Promise<VerifiedKey | null>;
};

type Entry = { key: VerifiedKey; freshUntilMs: number; touchedAtMs: number };

const ttlMs = 30_000;
const touchEveryMs = 60_000;
const entriesMax = 10_000;

/**
 * Verifies keys for paths where a query a request is too much. An entry lives 30 s and goes at once when the key changes
 * on any process; while notifications can't be heard nothing is answered from memory. Only usable keys are kept, so
 * strangers can't fill it.
 */
export function createApiKeyCache(deps: { pool: Pool; notifications: Notifications; clock: Clock }): ApiKeyCache {
  const { pool, notifications, clock } = deps;
  const entries = new Map<string, Entry>();
  // Rises with every invalidation: what was read from the database before one must not be kept after it.
  let generation = 0;
  notifications.listen(apiKeyChannel, (keyHash) => {
    generation++;
    entries.delete(keyHash);
  });
  notifications.onGap(() => {
    generation++;
    entries.clear();
  });

  async function load(keyHash: string): Promise<VerifiedKey | null> {
    const startedIn = generation;
    const mayKeep = notifications.isListening();
    const key = await findUsableKey(pool, keyHash);
    if (!key) return null;
    const nowMs = clock.now();
    const touchedAtMs = entries.get(keyHash)?.touchedAtMs;
    const entry = { key, freshUntilMs: nowMs + ttlMs, touchedAtMs: touchedAtMs ?? 0 };
    touch(entry, nowMs);
    if (mayKeep && startedIn === generation) {
      entries.delete(keyHash);
      entries.set(keyHash, entry);
      if (entries.size > entriesMax) dropOldest(entries);
    }
    return key;
  }

  function touch(entry: Entry, nowMs: number): void {
    if (nowMs - entry.touchedAtMs < touchEveryMs) return;
    entry.touchedAtMs = nowMs;
    void touchKey(pool, entry.key.id).catch(() => {});
  }

  return {
    verify(token) {
      if (!looksLikeApiKey(token)) return null;
      const keyHash = hashApiKey(token);
      const entry = entries.get(keyHash);
      const nowMs = clock.now();
      if (!entry || entry.freshUntilMs <= nowMs || !notifications.isListening()) return load(keyHash);
      if (entry.key.expiresAtMs !== null && entry.key.expiresAtMs <= nowMs) return null;
      touch(entry, nowMs);
      return entry.key;
    },
  };
}

function dropOldest(entries: Map<string, Entry>): void {
  for (const oldest of entries.keys()) {
    entries.delete(oldest);
    return;
  }
}
