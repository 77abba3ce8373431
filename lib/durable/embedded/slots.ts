import { toClaimedJob } from "./claimed-job";
import type { ClaimedJob, ClaimedRow, HeldRow } from "./claimed-job";
import type { Session } from "./membership";

/** What a claim may take at once, and what runs. A session that ends leaves its handlers behind and all slots free. */
export type Slots = {
  /**
   * Sets aside up to `most` slots for a claim of this session: half of the free ones, since a claim in flight is not to
   * keep new jobs from their places. With none free it answers 0 and remembers to call `onFree` once there are.
   */
  reserve(most: number): number;
  /**
   * Like reserve, for jobs about to be inserted: 0 while claims wait for slots, whose jobs are older. `isUnderWay`: see
   * ReserveOptions.
   */
  reserveForNew(most: number, isUnderWay: boolean): number;
  /** Gives back what a claim did not use and starts what it returned. */
  start(session: Session, reserved: number, rows: (ClaimedRow | HeldRow)[]): void;
  /** Drops everything reserved and running. */
  reset(): void;
  running(): number;
  /** Resolves when nothing runs. */
  idle(): Promise<void>;
};

export type SlotsOptions = {
  total: number;
  /** Ends not committed yet: claiming ahead of a slow database would only grow them. */
  pendingWrites: () => number;
  run: (jobs: ClaimedJob[], onOver: (job: ClaimedJob) => void) => void;
  onFree: () => void;
};

export function createSlots({ total, pendingWrites, run, onFree }: SlotsOptions): Slots {
  // No Set of what runs: one that changes all the time leaves tables behind that keep dead jobs, with all that hangs on
  // them, through many young collections.
  let life = {};
  /** The weights of what runs. */
  let taken = 0;
  let reserved = 0;
  let isHungry = false;
  const idleListeners: (() => void)[] = [];
  // Waking for every single slot would turn a busy executor's claims into single-row ones.
  const worthwhile = Math.max(1, Math.floor(total / 8));

  const free = () => (pendingWrites() > total * 4 ? 0 : total - taken - reserved);

  function onOver(job: ClaimedJob): void {
    if (job.slotLife !== life) return;
    job.slotLife = null;
    taken -= job.weight;
    if (isHungry && free() >= worthwhile) {
      isHungry = false;
      onFree();
    }
    if (taken === 0) announceIdle();
  }

  function announceIdle(): void {
    for (const listener of idleListeners.splice(0)) listener();
  }

  return {
    reserve(most) {
      const count = Math.max(0, Math.min(most, Math.ceil(free() / 2)));
      if (count === 0) isHungry = true;
      reserved += count;
      return count;
    },
    reserveForNew(most, isUnderWay) {
      const count = isUnderWay ? most : isHungry ? 0 : Math.max(0, Math.min(most, free()));
      reserved += count;
      return count;
    },
    start(session, count, rows) {
      if (session.isOver) return;
      reserved -= count;
      const jobs = rows.map((row) => toClaimedJob(row, session));
      for (const job of jobs) {
        job.slotLife = life;
        taken += job.weight;
      }
      if (jobs.length > 0) run(jobs, onOver);
      if (isHungry && free() >= worthwhile) {
        isHungry = false;
        onFree();
      }
    },
    reset() {
      life = {};
      taken = 0;
      reserved = 0;
      announceIdle();
    },
    running: () => taken,
    idle: () => (taken === 0 ? Promise.resolve() : new Promise((resolve) => idleListeners.push(resolve))),
  };
}
