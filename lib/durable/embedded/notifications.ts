import type pg from "pg";

export const wakeChannel = "engine_wake";

export type Waker = {
  /** Tells other processes that jobs were committed. Cheap: any number of calls become one NOTIFY in two milliseconds. */
  wake(): void;
  /** Resolves when no NOTIFY is in progress; none is sent after it. */
  stop(): Promise<void>;
};

/**
 * Wakes the executors of other processes. NOTIFY takes a lock that serialises commits, so it is never part of a
 * product transaction. A lost one costs at most an executor's poll interval.
 */
export function createWaker(pool: pg.Pool, options: { payload?: () => string } = {}): Waker {
  let timer: NodeJS.Timeout | undefined;
  let sending: Promise<unknown> = Promise.resolve();
  let isStopped = false;
  return {
    wake() {
      if (timer || isStopped) return;
      timer = setTimeout(() => {
        timer = undefined;
        sending = pool
          .query({ name: "engine-notify", text: `SELECT pg_notify('${wakeChannel}', $1)`, values: [options.payload?.() ?? ""] })
          .catch(() => {});
      }, notifyEveryMs);
    },
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await sending;
    },
  };
}

const notifyEveryMs = 2;
