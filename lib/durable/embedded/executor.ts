import type { DurableFunction, JobReservation, ReserveOptions, TriggerEvent } from "../contract";
import { createCheckpointWriter } from "./checkpoints";
import type { EndWrite } from "./checkpoints";
import { createJobClaims } from "./claim-jobs";
import { createLaneClaims } from "./claim-lanes";
import { silentLog } from "./engine-log";
import type { EngineLog } from "./engine-log";
import { createEnginePools } from "./engine-pool";
import { createJobEnqueuer } from "./enqueue-jobs";
import { exponentialBackoff } from "./job-failure";
import { createJobRunner } from "./job-runner";
import { createMembership } from "./membership";
import { reserveJobs } from "./reserve-jobs";
import { createWaker } from "./notifications";
import { createSlots } from "./slots";
import { createUpkeep } from "./upkeep";

export type ExecutorOptions = {
  /** Postgres itself, not a transaction-pooling proxy. */
  url: string;
  /** One function a trigger. */
  functions: DurableFunction[];
  /** Most handlers in progress at once. */
  slots?: number;
  log?: EngineLog;
  /** How long finished jobs, and with them the memory of their (name, key), are kept. */
  retentionMs?: number;
  /** First pause after a failure; it doubles with each further one. */
  retryBaseMs?: number;
  /** How soon a hung process is given up. A killed one is noticed at once. */
  leaseMs?: number;
};

export type ExecutorStats = {
  slots: number;
  running: number;
  /** Ends of jobs committed since the start. */
  done: number;
  failed: number;
  /** Tries that ended in another one. */
  retried: number;
  /** Checkpoints and ends waiting for their commit. */
  pendingWrites: number;
};

/** Which jobs were inserted: a look for laned ones is spared when there are none. */
export type WokenJobs = "any" | "unlaned";

export type Executor = {
  /** Resolves once it runs jobs, however long the database takes to answer. */
  start(): Promise<void>;
  /** Claims no more, lets handlers finish for up to `drainMs`, and hands the rest to whoever is there. */
  stop(options?: { drainMs?: number }): Promise<void>;
  /** To be called after a commit that inserted jobs: looks at once, and tells the other processes. */
  wake(jobs?: WokenJobs): void;
  /** Slots for jobs about to be inserted as running here; null when the jobs had better be claimed in their turn. */
  reserve(most: number, options?: ReserveOptions): JobReservation | null;
  /** Stores jobs in a commit shared with concurrent calls. One job id an event; null = it was there already. */
  enqueue(events: TriggerEvent[]): Promise<(string | null)[]>;
  /** Whether jobs are being claimed: false before the start, without a database, and while stopping. */
  isReady(): boolean;
  stats(): ExecutorStats;
};

const pollEveryMs = 1_000;

export function createExecutor(options: ExecutorOptions): Executor {
  const { url, slots: total = 256, log = silentLog, leaseMs = 5_000 } = options;
  const functions = byTrigger(options.functions);
  const known = [...functions.keys()];
  const limited = options.functions.filter((fn) => fn.concurrency);
  const counts = { done: 0, failed: 0, retried: 0 };

  const pools = createEnginePools(url);
  const writer = createCheckpointWriter(pools.durable);
  const enqueuer = createJobEnqueuer(pools.durable);
  const backoff = exponentialBackoff(options.retryBaseMs ?? 1_000);
  const runner = createJobRunner({ pool: pools.relaxed, writer, functions, backoff, log, onEnded });
  const slots = createSlots({ total, pendingWrites: writer.pending, run: runner.run, onFree: look });
  const membership = createMembership({
    url, leaseMs, renewMs: leaseMs / 5, log,
    onSessionStart: () => {
      slots.reset();
      void upkeep.reap().catch(() => {});
      look();
    },
    onSessionLost: slots.reset,
    onWake: look,
  });
  const onError = (error: unknown) => {
    if (membership.session()) log.warn({ err: error }, "claiming failed, tries again");
  };
  const claims = { pool: pools.relaxed, membership, slots, known, onError };
  const jobClaims = createJobClaims({ ...claims, limited: limited.map((fn) => fn.trigger) });
  const laneClaims = createLaneClaims({ ...claims, limited });
  const waker = createWaker(pools.relaxed, { payload: () => String(membership.session()?.id ?? "") });
  const upkeep = createUpkeep({
    pool: pools.relaxed, membership, log,
    retentionMs: options.retentionMs ?? 3_600_000,
    reapEveryMs: 500, sweepEveryMs: 5_000, cleanEveryMs: 10_000,
    onReleased: wake,
  });
  let poll: NodeJS.Timeout | undefined;
  let isStopping = false;

  function look(): void {
    jobClaims.wake();
    laneClaims.wake();
  }

  function wake(jobs: WokenJobs = "any"): void {
    if (jobs === "any" || limited.length > 0) look();
    else jobClaims.wake();
    const session = membership.session();
    // Alone there is nobody to tell; who joins meanwhile looks when it starts.
    if (!session || session.peers > 0) waker.wake();
  }

  function onEnded(end: EndWrite): void {
    if (end.state === 2) counts.done++;
    else if (end.state === 3) counts.failed++;
    else if (end.failures > 0) counts.retried++;
    if (end.job.lane !== null) laneClaims.wake();
    if (end.state === 0) jobClaims.wakeIn(end.delayMs ?? 0);
    if (end.state === 6) laneClaims.wakeIn(end.delayMs ?? 0);
  }

  return {
    async start() {
      await membership.join();
      upkeep.start();
      poll = setInterval(look, pollEveryMs);
    },
    async stop({ drainMs = 10_000 } = {}) {
      if (isStopping) return;
      isStopping = true;
      clearInterval(poll);
      await Promise.all([jobClaims.stop(), laneClaims.stop()]);
      const session = membership.session();
      if (session) {
        await within(drainMs, slots.idle().then(writer.settled));
        session.isOver = true;
        await pools.relaxed.query("SELECT engine.release($1)", [[session.id]]).catch((error: unknown) => {
          log.warn({ err: error }, "jobs could not be handed back; others take them over");
        });
        if (session.peers > 0) await pools.relaxed.query("SELECT pg_notify('engine_wake', '')").catch(() => {});
      }
      await Promise.all([upkeep.stop(), waker.stop(), enqueuer.settled()]);
      await membership.leave();
      await pools.end();
    },
    wake,
    reserve: (most, options = {}) => (isStopping && !options.isUnderWay ? null : reserveJobs(most, options, membership, slots)),
    async enqueue(events) {
      const ids = await enqueuer.enqueue(events);
      wake();
      return ids;
    },
    isReady: () => membership.session() !== undefined && !isStopping,
    stats: () => ({ slots: total, running: slots.running(), ...counts, pendingWrites: writer.pending() }),
  };
}

function byTrigger(functions: DurableFunction[]): Map<string, DurableFunction> {
  const found = new Map<string, DurableFunction>();
  for (const fn of functions) {
    const other = found.get(fn.trigger);
    if (other) throw new Error(`functions ${other.id} and ${fn.id} have the same trigger ${fn.trigger}: expected one a trigger`);
    found.set(fn.trigger, fn);
  }
  return found;
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([work, timeout]);
  clearTimeout(timer);
}
