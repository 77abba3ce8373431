import type { Clock } from "@/lib/ports/clock";
import type { Notifications } from "./notifications";

export type NotifiedCache<T> = {
  /** From memory where that is known to be current, else loaded. */
  get(hash: string): T | null | Promise<T | null>;
};

type Entry<T> = { value: T; freshUntilMs: number };

const ttlMs = 30_000;
const entriesMax = 10_000;

/**
 * What a secret's hash stands for, for paths where a query a request is too much. An entry lives 30 s and goes at once
 * when `channel` names its hash, on any process; while notifications can't be heard nothing is answered from memory.
 * Only what exists is kept, so strangers can't fill it.
 */
export function createNotifiedCache<T extends object>(deps: {
  notifications: Notifications;
  /** NOTIFY channel; the payload is the hash of what changed. */
  channel: string;
  clock: Clock;
  load: (hash: string) => Promise<T | null>;
}): NotifiedCache<T> {
  const { notifications, channel, clock, load } = deps;
  const entries = new Map<string, Entry<T>>();
  // Rises with every invalidation: what was read from the database before one must not be kept after it.
  let generation = 0;
  notifications.listen(channel, (hash) => {
    generation++;
    entries.delete(hash);
  });
  notifications.onGap(() => {
    generation++;
    entries.clear();
  });

  async function loadAnew(hash: string): Promise<T | null> {
    const startedIn = generation;
    const mayKeep = notifications.isListening();
    const value = await load(hash);
    if (value && mayKeep && startedIn === generation) {
      entries.delete(hash);
      entries.set(hash, { value, freshUntilMs: clock.now() + ttlMs });
      if (entries.size > entriesMax) dropOldest(entries);
    }
    return value;
  }

  return {
    get(hash) {
      const entry = entries.get(hash);
      if (!entry || entry.freshUntilMs <= clock.now() || !notifications.isListening()) return loadAnew(hash);
      return entry.value;
    },
  };
}

function dropOldest(entries: Map<string, unknown>): void {
  for (const oldest of entries.keys()) {
    entries.delete(oldest);
    return;
  }
}
