export type RefreshingCacheOptions = {
  /** A value younger than this is served as it is. */
  freshMs: number;
  /** One younger than this is served too, while it is loaded again; an older one is waited for. */
  staleMs: number;
  entriesMax: number;
  now?: () => number;
};

type Entry<T> = { value: T; loadedAtMs: number };

/** Keeps values that are costly to count; callers who ask at once share one load. A failed refresh leaves the old value. */
export function createRefreshingCache<T>({ freshMs, staleMs, entriesMax, now = Date.now }: RefreshingCacheOptions) {
  const entries = new Map<string, Entry<T>>();
  const loading = new Map<string, Promise<T>>();

  function load(key: string, loadValue: () => Promise<T>): Promise<T> {
    const underWay = loading.get(key);
    if (underWay) return underWay;
    const loadedAtMs = now();
    const started = loadValue()
      .then((value) => {
        entries.delete(key);
        entries.set(key, { value, loadedAtMs });
        for (const oldest of entries.keys()) {
          if (entries.size <= entriesMax) break;
          entries.delete(oldest);
        }
        return value;
      })
      .finally(() => loading.delete(key));
    loading.set(key, started);
    return started;
  }

  return {
    async get(key: string, loadValue: () => Promise<T>): Promise<T> {
      const entry = entries.get(key);
      const ageMs = entry ? now() - entry.loadedAtMs : Infinity;
      if (entry && ageMs < freshMs) return entry.value;
      const loaded = load(key, loadValue);
      if (!entry || ageMs >= staleMs) return loaded;
      loaded.catch(() => undefined);
      return entry.value;
    },
  };
}
