import { randomInt } from "node:crypto";
import pg from "pg";
import { engineConnection } from "./engine-pool";
import type { EngineLog } from "./engine-log";
import { wakeChannel } from "./notifications";

/** One uninterrupted life of this process among the executors: what it owns, it owns under this id. */
export type Session = {
  id: number;
  /** True from the moment others may take its jobs: nothing may be claimed or recorded under it any more. */
  isOver: boolean;
  /** Other executors alive at the last renewal. */
  peers: number;
};

export type MembershipOptions = {
  url: string;
  leaseMs: number;
  renewMs: number;
  log: EngineLog;
  onSessionStart: (session: Session) => void;
  /** Called once when a session ends otherwise than by `leave`. */
  onSessionLost: (session: Session) => void;
  onWake: () => void;
};

export type Membership = {
  /** Resolves with the first session, however long the database takes to answer. */
  join(): Promise<void>;
  session(): Session | undefined;
  /** Gives a session up because what it owns is not certain any more, and starts another. */
  abandon(session: Session, reason: string): void;
  /** Closes the control connection and starts no other session. */
  leave(): Promise<void>;
};

const joinSql = "INSERT INTO engine.executors (id, lease_until) VALUES ($1, clock_timestamp() + $2 * interval '1 ms')";
const renewSql = `UPDATE engine.executors SET lease_until = clock_timestamp() + $2 * interval '1 ms' WHERE id = $1
  RETURNING (SELECT count(*)::int - 1 FROM engine.executors) AS peers`;

/**
 * Keeps this process known as alive: a row with a lease, and a session lock on a connection of its own. A killed
 * process's socket closes at once, so peers see its death in milliseconds; the lease covers hosts that hang.
 */
export function createMembership(options: MembershipOptions): Membership {
  const { leaseMs, renewMs, log } = options;
  let current: { session: Session; control: pg.Client; renewal: NodeJS.Timeout; watchdog: NodeJS.Timeout } | undefined;
  let isLeaving = false;
  let joining: Promise<void> | undefined;

  async function register(): Promise<void> {
    const control = new pg.Client(engineConnection(options.url));
    const session: Session = { id: randomInt(1, 2 ** 31 - 1), isOver: false, peers: 0 };
    control.on("error", (error) => lose(session, error.message));
    control.on("end", () => lose(session, "the control connection ended"));
    control.on("notification", (message) => {
      if (message.payload !== String(session.id)) options.onWake();
    });
    try {
      await control.connect();
      // Lock before row: a row without its lock is a dead executor's.
      await control.query("SELECT pg_advisory_lock(7707, $1)", [session.id]);
      await control.query(joinSql, [session.id, leaseMs]);
      await control.query(`LISTEN ${wakeChannel}`);
    } catch (error) {
      session.isOver = true;
      void control.end().catch(() => {});
      throw error;
    }
    if (isLeaving) return void control.end().catch(() => {});
    const watchdog = setTimeout(() => lose(session, "the lease could not be renewed in time"), leaseMs);
    const renewal = setInterval(() => void renew(session, control, watchdog), renewMs);
    current = { session, control, renewal, watchdog };
    await renew(session, control, watchdog);
    if (!session.isOver) options.onSessionStart(session);
  }

  async function renew(session: Session, control: pg.Client, watchdog: NodeJS.Timeout): Promise<void> {
    try {
      const renewed = await control.query<{ peers: number }>({ name: "engine-renew", text: renewSql, values: [session.id, leaseMs] });
      const row = renewed.rows[0];
      if (!row) return lose(session, "the lease had expired and was taken away");
      session.peers = row.peers;
      watchdog.refresh();
    } catch (error) {
      lose(session, error instanceof Error ? error.message : String(error));
    }
  }

  function lose(session: Session, reason: string): void {
    if (session.isOver || current?.session !== session) return;
    end();
    if (isLeaving) return;
    log.warn({ executor: session.id, reason }, "executor lost its session, starts another");
    options.onSessionLost(session);
    void rejoin();
  }

  function end(): void {
    if (!current) return;
    const { session, control, renewal, watchdog } = current;
    current = undefined;
    session.isOver = true;
    clearInterval(renewal);
    clearTimeout(watchdog);
    void control.end().catch(() => {});
  }

  function rejoin(): Promise<void> {
    joining ??= keepTrying().finally(() => (joining = undefined));
    return joining;
  }

  async function keepTrying(): Promise<void> {
    for (let pauseMs = 50; !isLeaving && !current; pauseMs = Math.min(pauseMs * 2, 1_000)) {
      try {
        await register();
      } catch (error) {
        log.warn({ err: error }, "executor cannot register yet");
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    }
  }

  return {
    join: rejoin,
    session: () => current?.session,
    abandon: lose,
    async leave() {
      isLeaving = true;
      end();
      await joining;
    },
  };
}
