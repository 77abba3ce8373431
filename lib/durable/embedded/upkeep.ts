import type pg from "pg";
import type { EngineLog } from "./engine-log";
import type { Membership } from "./membership";

export type UpkeepOptions = {
  pool: pg.Pool;
  membership: Membership;
  /** Finished jobs and what they recorded are kept so long; it is also how long a (trigger, key) is remembered. */
  retentionMs: number;
  reapEveryMs: number;
  sweepEveryMs: number;
  cleanEveryMs: number;
  log: EngineLog;
  /** Called when jobs became claimable. */
  onReleased: () => void;
};

export type Upkeep = {
  start(): void;
  /** Looks for dead executors now. */
  reap(): Promise<void>;
  stop(): Promise<void>;
};

/** What somebody has to do, whoever it is: dead executors, lost wake-ups, old rows. Every executor does all of it. */
export function createUpkeep(options: UpkeepOptions): Upkeep {
  const { pool, membership, log, onReleased } = options;

  let latecomersUntil = 0;

  const reap = async () => {
    if (performance.now() < latecomersUntil) await sweep();
    const session = membership.session();
    if (!session) return;
    const reaped = await pool.query<{ jobs: number }>({
      name: "engine-reap",
      text: "SELECT engine.reap($1) AS jobs",
      values: [session.id],
    });
    const jobs = reaped.rows[0]?.jobs ?? -1;
    if (jobs < 0) return;
    latecomersUntil = performance.now() + latecomersMs;
    log.info({ jobs }, "took over the jobs of an executor that is gone");
    onReleased();
  };

  const sweep = async () => {
    const swept = await pool.query<{ found: number }>({ name: "engine-sweep", text: "SELECT engine.sweep() AS found" });
    if ((swept.rows[0]?.found ?? 0) > 0) onReleased();
  };

  const clean = () => cleanUp(pool, options.retentionMs);

  const chores = [
    createChore(reap, options.reapEveryMs, log),
    createChore(sweep, options.sweepEveryMs, log),
    createChore(clean, options.cleanEveryMs, log),
  ];
  return {
    start: () => chores.forEach((chore) => chore.start()),
    reap,
    stop: async () => void (await Promise.all(chores.map((chore) => chore.stop()))),
  };
}

function createChore(work: () => Promise<unknown>, everyMs: number, log: EngineLog) {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let current: Promise<void> = Promise.resolve();
  const again = () => {
    if (!isStopped) timer = setTimeout(run, everyMs);
  };
  const run = () => {
    current = work()
      .then(() => {}, (error: unknown) => log.warn({ err: error }, "engine upkeep failed, tries again"))
      .finally(again);
  };
  return {
    start: again,
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await current;
    },
  };
}

/** A killed process's last statement may still commit, after its jobs were taken over, and leave jobs that are nobody's. */
const latecomersMs = 2_000;
const batchRows = 2_000;
const laneIdle = "1 hour";

const cleanSql = `WITH old AS MATERIALIZED (
    SELECT id FROM engine.jobs WHERE state IN (2, 3) AND done_at < now() - $1 * interval '1 ms'
    ORDER BY done_at LIMIT ${batchRows} FOR UPDATE SKIP LOCKED
  ), forgotten AS (
    DELETE FROM engine.checkpoints c USING old WHERE c.job_id = old.id
  )
  DELETE FROM engine.jobs j USING old WHERE j.id = old.id`;

/** Removes old finished jobs with their checkpoints in batches, and lanes nobody uses. */
export async function cleanUp(pool: pg.Pool, retentionMs: number): Promise<void> {
  for (;;) {
    const removed = await pool.query({ name: "engine-clean", text: cleanSql, values: [retentionMs] });
    if ((removed.rowCount ?? 0) < batchRows) break;
  }
  await pool.query(`SELECT engine.forget_lanes($1, ${batchRows})`, [laneIdle]);
}
