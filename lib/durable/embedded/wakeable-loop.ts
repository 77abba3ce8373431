export type WakeableLoop = {
  /** Runs the pass as soon as possible, once for any number of calls. */
  wake(): void;
  /** Like wake(), this many milliseconds from now; of several times the earliest counts. */
  wakeIn(delayMs: number): void;
  /** Resolves when no pass is in progress; none starts after it. */
  stop(): Promise<void>;
};

/** Repeats `pass` while it answers true or was woken meanwhile, never twice at once. */
export function createWakeableLoop(pass: () => Promise<boolean>, onError: (error: unknown) => void): WakeableLoop {
  let isWanted = false;
  let isStopped = false;
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let timerAt = Infinity;

  async function run(): Promise<void> {
    while (isWanted && !isStopped) {
      isWanted = false;
      try {
        if (await pass()) isWanted = true;
      } catch (error) {
        onError(error);
        wakeIn(errorPauseMs);
        // A wake meanwhile would meet the same error at once; the timer comes anyway.
        isWanted = false;
      }
    }
    running = undefined;
  }

  function wake(): void {
    isWanted = true;
    if (!running && !isStopped) running = run();
  }

  function wakeIn(delayMs: number): void {
    const at = performance.now() + delayMs;
    if (isStopped || delayMs > timeoutMax || at >= timerAt) return;
    clearTimeout(timer);
    timerAt = at;
    // Timers fire up to a millisecond early.
    timer = setTimeout(() => {
      timerAt = Infinity;
      wake();
    }, Math.max(0, delayMs) + 1);
  }

  return {
    wake,
    wakeIn,
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

const errorPauseMs = 200;
/** The loop's owner polls anyway, so a far time needs no timer. */
const timeoutMax = 60_000;
