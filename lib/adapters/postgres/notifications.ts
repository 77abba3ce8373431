import pg from "pg";

/** What other processes (and this one) announce with NOTIFY. Delivery is at most once: gaps are told. */
export type Notifications = {
  /** Calls `handler` with each payload; returns the way to stop. */
  listen(channel: string, handler: (payload: string) => void): () => void;
  /** Calls `handler` whenever notifications may have been missed: forget what was cached. */
  onGap(handler: () => void): void;
  /** False while there is no connection: nothing cached can be trusted then. */
  isListening(): boolean;
  /** Resolves once every channel asked for so far is listened to. */
  ready(): Promise<void>;
  close(): Promise<void>;
};

const retryMinMs = 50;
const retryMaxMs = 2_000;
/** A connection that died without a word (a lost host) is found out by a query that gets no answer. */
const heartbeatEveryMs = 5_000;
const heartbeatTimeoutMs = 5_000;

/** One connection of its own that LISTENs and comes back when it breaks. It must not go through a transaction pooler. */
export function openNotifications(options: { url: string; onError?: (error: unknown) => void }): Notifications {
  const { url, onError = () => {} } = options;
  const handlers = new Map<string, Set<(payload: string) => void>>();
  const gapHandlers: (() => void)[] = [];
  const readyListeners: (() => void)[] = [];
  let client: pg.Client | undefined;
  let listening = false;
  let closed = false;
  let retryMs = retryMinMs;
  let retryTimer: NodeJS.Timeout | undefined;
  let heartbeat: NodeJS.Timeout | undefined;

  function setListening(now: boolean): void {
    const was = listening;
    listening = now;
    if (now !== was) for (const handler of gapHandlers) handler();
    if (now) for (const resolve of readyListeners.splice(0)) resolve();
  }

  async function connect(): Promise<void> {
    const next = new pg.Client({ connectionString: url, keepAlive: true, query_timeout: heartbeatTimeoutMs });
    client = next;
    const lose = (error?: unknown) => {
      if (client !== next) return;
      client = undefined;
      clearInterval(heartbeat);
      setListening(false);
      void next.end().catch(() => {});
      if (closed) return;
      if (error) onError(error);
      retryTimer = setTimeout(() => void connect(), retryMs).unref();
      retryMs = Math.min(retryMs * 2, retryMaxMs);
    };
    next.on("error", lose);
    next.on("end", () => lose());
    next.on("notification", ({ channel, payload }) => {
      for (const handler of handlers.get(channel) ?? []) handler(payload ?? "");
    });
    try {
      await next.connect();
      await subscribe(next);
      retryMs = retryMinMs;
      heartbeat = setInterval(() => void next.query("SELECT 1").catch(lose), heartbeatEveryMs).unref();
    } catch (error) {
      lose(error);
    }
  }

  /** Channels may be added while the statements are under way: goes on until none is missing. */
  async function subscribe(on: pg.Client): Promise<void> {
    const done = new Set<string>();
    for (let missing = [...handlers.keys()]; missing.length > 0; ) {
      for (const channel of missing) {
        await on.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
        done.add(channel);
      }
      missing = [...handlers.keys()].filter((channel) => !done.has(channel));
    }
    if (client === on) setListening(true);
  }

  void connect();

  return {
    listen(channel, handler) {
      const known = handlers.get(channel);
      if (known) known.add(handler);
      else {
        handlers.set(channel, new Set([handler]));
        if (listening && client) {
          setListening(false);
          const on = client;
          void subscribe(on).catch(onError);
        }
      }
      return () => handlers.get(channel)?.delete(handler);
    },
    onGap: (handler) => void gapHandlers.push(handler),
    isListening: () => listening,
    ready: () => (listening ? Promise.resolve() : new Promise((resolve) => readyListeners.push(resolve))),
    async close() {
      closed = true;
      clearTimeout(retryTimer);
      clearInterval(heartbeat);
      const last = client;
      client = undefined;
      setListening(false);
      await last?.end().catch(() => {});
    },
  };
}
