import type { Json, TriggerEvent } from "../contract";
import { silentLog } from "../embedded/engine-log";
import type { EngineLog } from "../embedded/engine-log";
import { createEnginePools } from "../embedded/engine-pool";
import { createJobEnqueuer } from "../embedded/enqueue-jobs";
import { exponentialBackoff } from "../embedded/job-failure";
import { createMembership } from "../embedded/membership";
import type { Session } from "../embedded/membership";
import { createWaker } from "../embedded/notifications";
import { createUpkeep } from "../embedded/upkeep";
import { createWakeableLoop } from "../embedded/wakeable-loop";

export type RelayedJob = {
  /** `trigger:key`, stable however often the job is forwarded: the receiver deduplicates by it. */
  id: string;
  trigger: string;
  key: string;
  data: Json;
};

export type RelayOptions = {
  /** Postgres itself, not a transaction-pooling proxy. */
  url: string;
  /**
   * Hands jobs to the engine that runs them; resolves once it has accepted all. They come again, each alone, after a
   * throw, and after a crash: at least once.
   */
  forward: (jobs: RelayedJob[]) => Promise<void>;
  /** Most jobs in one call of `forward`. */
  batchMax?: number;
  log?: EngineLog;
  /** How long forwarded jobs, and with them the memory of their (name, key), are kept. */
  retentionMs?: number;
  /** First pause after `forward` threw; it doubles with each further one. */
  retryBaseMs?: number;
  /** How soon a hung process is given up. A killed one is noticed at once. */
  leaseMs?: number;
};

export type Relay = {
  start(): Promise<void>;
  /** Lets the call of `forward` in progress end. */
  stop(): Promise<void>;
  /** To be called after a commit that inserted jobs. */
  wake(): void;
  /** As the executor's. */
  enqueue(events: TriggerEvent[]): Promise<(string | null)[]>;
  isReady(): boolean;
};

type RelayRow = { id: string; trigger: string; key: string; data: Json; failures: number };

// Lanes mean nothing here: the engine behind paces by itself. Jobs of every waiting state leave in the order of ids.
const claimSql = `WITH unlaned AS MATERIALIZED (
    SELECT id FROM engine.jobs WHERE state = 0 AND due <= now() ORDER BY due, id LIMIT $2 FOR UPDATE SKIP LOCKED
  ), fresh AS MATERIALIZED (
    SELECT id FROM engine.jobs WHERE state = 4 ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED
  ), admitted AS MATERIALIZED (
    SELECT id FROM engine.jobs WHERE state IN (4, 5) AND state = 5 ORDER BY lane, coalesce(ord, id) LIMIT $2 FOR UPDATE SKIP LOCKED
  ), delayed AS MATERIALIZED (
    SELECT id FROM engine.jobs WHERE state = 6 AND due <= now() ORDER BY due, id LIMIT $2 FOR UPDATE SKIP LOCKED
  ), due AS MATERIALIZED (
    SELECT id FROM (
      SELECT id FROM unlaned UNION ALL SELECT id FROM fresh UNION ALL SELECT id FROM admitted UNION ALL SELECT id FROM delayed
    ) every ORDER BY id LIMIT $2
  ), alive AS MATERIALIZED (
    SELECT id FROM engine.executors WHERE id = $1 AND EXISTS (SELECT 1 FROM due) FOR KEY SHARE
  ), claimed AS (
    UPDATE engine.jobs j SET state = 1, owner = $1, claim = j.claim + 1, started_at = clock_timestamp()
    FROM due WHERE j.id = due.id AND (SELECT count(*) FROM alive) > 0
    RETURNING j.id, j.trigger, j.key, j.data, j.failures
  )
  SELECT * FROM claimed ORDER BY id`;

const doneSql = `UPDATE engine.jobs SET state = 2, owner = NULL, done_at = clock_timestamp()
  WHERE id = ANY ($2::bigint[]) AND owner = $1 AND state = 1`;

const retrySql = `UPDATE engine.jobs SET state = 0, owner = NULL, failures = failures + 1, due = clock_timestamp() + $3 * interval '1 ms'
  WHERE id = ANY ($2::bigint[]) AND owner = $1 AND state = 1`;

const nextDueSql = `SELECT (extract(epoch FROM least(
    (SELECT min(due) FROM engine.jobs WHERE state = 0), (SELECT min(due) FROM engine.jobs WHERE state = 6)
  ) - clock_timestamp()) * 1000)::float8 AS wait_ms`;

const pollEveryMs = 1_000;

/** Hands every due job to another engine instead of running it: the outbox's other end when Inngest runs the functions. */
export function createRelay(options: RelayOptions): Relay {
  const { url, forward, batchMax = 200, log = silentLog, leaseMs = 5_000 } = options;
  const pools = createEnginePools(url);
  const enqueuer = createJobEnqueuer(pools.durable);
  const backoff = exponentialBackoff(options.retryBaseMs ?? 1_000);
  const membership = createMembership({
    url, leaseMs, renewMs: leaseMs / 5, log,
    onSessionStart: () => {
      void upkeep.reap().catch(() => {});
      loop.wake();
    },
    onSessionLost: () => {},
    onWake: () => loop.wake(),
  });
  const upkeep = createUpkeep({
    pool: pools.relaxed, membership, log,
    retentionMs: options.retentionMs ?? 3_600_000,
    reapEveryMs: 500, sweepEveryMs: 5_000, cleanEveryMs: 10_000,
    onReleased: () => loop.wake(),
  });
  const waker = createWaker(pools.relaxed, { payload: () => String(membership.session()?.id ?? "") });
  let poll: NodeJS.Timeout | undefined;

  const loop = createWakeableLoop(
    async () => {
      const session = membership.session();
      if (!session) return false;
      const rows = await claim(session);
      if (rows.length > 0) await forwardAll(session, rows);
      if (rows.length === batchMax) return true;
      const next = await pools.relaxed.query<{ wait_ms: number | null }>({ name: "relay-next-due", text: nextDueSql });
      const waitMs = next.rows[0]?.wait_ms ?? null;
      if (waitMs !== null) loop.wakeIn(waitMs);
      return rows.length > 0;
    },
    (error) => {
      if (membership.session()) log.warn({ err: error }, "relaying failed, tries again");
    },
  );

  async function claim(session: Session): Promise<RelayRow[]> {
    try {
      const values = [session.id, batchMax];
      return (await pools.relaxed.query<RelayRow>({ name: "relay-claim", text: claimSql, values })).rows;
    } catch (error) {
      // Without an answer the claim may have been committed: another session takes back what this one does not know.
      membership.abandon(session, "the answer to a claim was lost");
      throw error;
    }
  }

  /** What failed before goes alone, so that one bad job does not hold up the others for ever. */
  async function forwardAll(session: Session, rows: RelayRow[]): Promise<void> {
    const fresh = rows.filter((row) => row.failures === 0);
    const batches = [...(fresh.length > 0 ? [fresh] : []), ...rows.filter((row) => row.failures > 0).map((row) => [row])];
    for (const batch of batches) await forwardBatch(session, batch);
  }

  async function forwardBatch(session: Session, batch: RelayRow[]): Promise<void> {
    const ids = batch.map((row) => row.id);
    let failure: { error: unknown } | undefined;
    try {
      await forward(batch.map(({ trigger, key, data }) => ({ id: `${trigger}:${key}`, trigger, key, data })));
    } catch (error) {
      failure = { error };
    }
    try {
      if (!failure) {
        await pools.durable.query({ name: "relay-done", text: doneSql, values: [session.id, ids] });
        return;
      }
      const failures = Math.max(...batch.map((row) => row.failures)) + 1;
      log.warn({ err: failure.error, jobs: ids.length, failures }, "jobs could not be forwarded, they come again");
      const values = [session.id, ids, Math.min(backoff(failures), retryPauseMaxMs)];
      await pools.durable.query({ name: "relay-retry", text: retrySql, values });
    } catch (error) {
      membership.abandon(session, "what became of forwarded jobs could not be recorded");
      throw error;
    }
  }

  function wake(): void {
    loop.wake();
    if ((membership.session()?.peers ?? 1) > 0) waker.wake();
  }

  return {
    async start() {
      await membership.join();
      upkeep.start();
      poll = setInterval(loop.wake, pollEveryMs);
    },
    async stop() {
      clearInterval(poll);
      await loop.stop();
      const session = membership.session();
      if (session) {
        session.isOver = true;
        await pools.relaxed.query("SELECT engine.release($1)", [[session.id]]).catch(() => {});
      }
      await Promise.all([upkeep.stop(), waker.stop(), enqueuer.settled()]);
      await membership.leave();
      await pools.end();
    },
    wake,
    async enqueue(events) {
      const ids = await enqueuer.enqueue(events);
      wake();
      return ids;
    },
    isReady: () => membership.session() !== undefined,
  };
}

const retryPauseMaxMs = 60_000;
