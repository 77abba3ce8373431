export type BatchWriterOptions<T, R> = {
  /**
   * Writes the items as one transaction and returns one result for each, in the items' order. It must be all or
   * nothing: after an error that an item caused, the same items are given again in smaller batches.
   */
  flush: (items: T[]) => Promise<R[]>;
  /** Most flushes in progress at once; as many database connections are in use. */
  concurrentFlushes?: number;
  /**
   * Pause before the next flush when items came in during one. A lone item never waits; a stream of them, in which
   * nobody waits for one item, shares fewer and larger commits. 0 by default.
   */
  busyPauseMs?: number;
  /** Most items given to one flush. */
  itemsMax?: number;
  /** What an item counts towards `itemsMax`, 1 unless given. A heavier item than that is flushed alone. */
  weightOf?: (item: T) => number;
  /** Whether one item may be to blame for the error, so that splitting the batch saves the others. */
  mayBeItsItems?: (error: unknown) => boolean;
};

export type BatchWriter<T, R> = {
  /** Resolves after the commit that contains the item; rejects with the error of this item alone. */
  write(item: T): Promise<R>;
  /** Resolves when everything written so far has been settled. */
  settled(): Promise<void>;
  /** Items not settled yet, waiting or in progress. */
  pending(): number;
};

type Entry<T, R> = { item: T; resolve: (result: R) => void; reject: (error: unknown) => void };

/**
 * Group commit: many concurrent writers share one statement. The commit in progress is the batching window, so a lone
 * item is written on the next tick and a burst in a few large batches; there is no timer.
 */
export function createBatchWriter<T, R>(options: BatchWriterOptions<T, R>): BatchWriter<T, R> {
  const { flush, concurrentFlushes = 2, busyPauseMs = 0, itemsMax = 500, weightOf, mayBeItsItems = mayBeDataError } = options;
  let waiting: Entry<T, R>[] = [];
  let flushing = 0;
  let pendingItems = 0;
  let isPumpScheduled = false;
  let idleListeners: (() => void)[] = [];

  function schedulePump(pauseMs = 0): void {
    if (isPumpScheduled || flushing >= concurrentFlushes) return;
    isPumpScheduled = true;
    if (pauseMs > 0) setTimeout(pump, pauseMs);
    else setImmediate(pump);
  }

  function pump(): void {
    isPumpScheduled = false;
    while (flushing < concurrentFlushes && waiting.length > 0) {
      const taken = weightOf ? countWithin(waiting, weightOf, itemsMax) : itemsMax;
      const batch = waiting.length <= taken ? waiting : waiting.slice(0, taken);
      waiting = batch === waiting ? [] : waiting.slice(taken);
      flushing++;
      void settle(batch).finally(() => {
        flushing--;
        pendingItems -= batch.length;
        if (waiting.length > 0) schedulePump(busyPauseMs);
        if (pendingItems === 0) announceIdle();
      });
    }
  }

  async function settle(batch: Entry<T, R>[]): Promise<void> {
    let results: R[];
    try {
      results = await flush(batch.map((entry) => entry.item));
      if (results.length !== batch.length) {
        throw new Error(`flush returned ${results.length} results for ${batch.length} items: one for each was expected`);
      }
    } catch (error) {
      if (batch.length === 1 || !mayBeItsItems(error)) {
        for (const entry of batch) entry.reject(error);
        return;
      }
      const middle = Math.ceil(batch.length / 2);
      await settle(batch.slice(0, middle));
      await settle(batch.slice(middle));
      return;
    }
    results.forEach((result, index) => batch[index]?.resolve(result));
  }

  function announceIdle(): void {
    const listeners = idleListeners;
    idleListeners = [];
    for (const listener of listeners) listener();
  }

  return {
    write: (item) =>
      new Promise<R>((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        pendingItems++;
        schedulePump();
      }),
    settled: () => (pendingItems === 0 ? Promise.resolve() : new Promise((resolve) => idleListeners.push(resolve))),
    pending: () => pendingItems,
  };
}

/** How many entries from the front weigh no more than `weightMax`; at least one. */
function countWithin<T>(entries: { item: T }[], weightOf: (item: T) => number, weightMax: number): number {
  let weight = 0;
  const beyond = entries.findIndex(({ item }) => (weight += weightOf(item)) > weightMax);
  return beyond < 0 ? entries.length : Math.max(1, beyond);
}

// SQLSTATE classes an item can cause: cardinality, data, integrity, rollback (deadlock), limits; and a statement that
// timed out waiting for a row one item wanted. A lost connection is nobody's fault: splitting would only multiply it.
const itemErrorClasses = new Set(["21", "22", "23", "40", "54"]);
const itemErrorCodes = new Set(["55P03", "57014"]);

function mayBeDataError(error: unknown): boolean {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return false;
  return error.code.length === 5 && (itemErrorClasses.has(error.code.slice(0, 2)) || itemErrorCodes.has(error.code));
}
