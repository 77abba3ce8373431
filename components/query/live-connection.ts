/** What a screen needs of the browser's EventSource. */
type Stream = { close(): void };

type Deps = {
  /** Opens the stream; `onOpen` once it is there, `onLost` when it ends or can't be had. */
  open: (handlers: { onOpen: () => void; onLost: () => void; onChange: (topics: string[]) => void }) => Stream;
  onChange: (topics: string[]) => void;
  /** Anything may have changed: the stream was away. */
  onMissed: () => void;
  schedule: (run: () => void, delayMs: number) => () => void;
};

export type LiveConnection = { start(): void; stop(): void };

const retryMinMs = 1_000;
const retryMaxMs = 30_000;
const pollEveryMs = 5_000;

/** Holds the stream open, comes back when it breaks, and looks every five seconds while it can't be had. */
export function createLiveConnection({ open, onChange, onMissed, schedule }: Deps): LiveConnection {
  let stream: Stream | undefined;
  let failures = 0;
  let hasMissed = false;
  let cancelRetry = () => {};
  let cancelPoll = () => {};
  let isPolling = false;

  function connect(): void {
    const opened = open({
      onOpen() {
        failures = 0;
        stopPolling();
        if (hasMissed) onMissed();
        hasMissed = false;
      },
      onLost() {
        if (stream !== opened) return;
        opened.close();
        stream = undefined;
        hasMissed = true;
        failures += 1;
        // One loss is a restart or a proxy's limit: the next try tells whether it is more.
        if (failures > 1) startPolling();
        cancelRetry = schedule(connect, Math.min(retryMinMs * 2 ** (failures - 1), retryMaxMs));
      },
      onChange,
    });
    stream = opened;
  }

  function startPolling(): void {
    if (isPolling) return;
    isPolling = true;
    const poll = () => {
      onMissed();
      cancelPoll = schedule(poll, pollEveryMs);
    };
    poll();
  }

  function stopPolling(): void {
    isPolling = false;
    cancelPoll();
  }

  return {
    start() {
      if (!stream) connect();
    },
    stop() {
      stream?.close();
      stream = undefined;
      hasMissed = true;
      failures = 0;
      cancelRetry();
      stopPolling();
    },
  };
}
