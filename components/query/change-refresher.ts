export type ChangeRefresher = {
  /** Something of this topic changed. */
  changed(topic: string): void;
  stop(): void;
};

type Deps = {
  /** Resolves when the screens show what is new. */
  refresh: (topic: string) => Promise<unknown>;
  schedule: (run: () => void, delayMs: number) => () => void;
};

/** Under a stream of changes a screen is drawn anew at most this often. */
const restMs = 1_000;

/**
 * Refreshes a topic at once, then rests; what changed meanwhile is one more refresh. A refresh under way is never
 * started over: under a steady stream it would not end.
 */
export function createChangeRefresher({ refresh, schedule }: Deps): ChangeRefresher {
  const busy = new Set<string>();
  const stale = new Set<string>();
  const cancels = new Map<string, () => void>();

  async function run(topic: string): Promise<void> {
    busy.add(topic);
    await refresh(topic).catch(() => {});
    const cancel = schedule(() => {
      cancels.delete(topic);
      busy.delete(topic);
      if (stale.delete(topic)) void run(topic);
    }, restMs);
    cancels.set(topic, cancel);
  }

  return {
    changed(topic) {
      if (busy.has(topic)) stale.add(topic);
      else void run(topic);
    },
    stop() {
      for (const cancel of cancels.values()) cancel();
      stale.clear();
    },
  };
}
