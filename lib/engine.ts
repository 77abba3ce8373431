import { database } from "./db";
import type { JobReservation, ReserveOptions } from "./durable/contract";
import { createWaker } from "./durable/embedded/notifications";

/** What the product asks of whichever engine runs its functions, besides the jobs it writes itself. */
export type Engine = {
  /** Jobs were committed: have them looked at now, here and in other processes. Coalesced, never throws. */
  wake(jobs?: "any" | "unlaned"): void;
  isReady(): boolean;
  /** See JobReservation; absent where the functions run elsewhere. */
  reserve?(most: number, options?: ReserveOptions): JobReservation | null;
  /** What it does in this process; absent where the functions run elsewhere. */
  stats?(): EngineStats;
  /** Lets what runs finish for at most `drainMs`, then hands the rest back. */
  stop(options: { drainMs: number }): Promise<void>;
};

/** Counts of this process since its start; `retried` are tries that ended in another one. */
export type EngineStats = { slots: number; running: number; done: number; failed: number; retried: number };

type Holder = { ingestlayerEngine?: Engine | undefined; ingestlayerWaker?: { wake(): void } };

// Next bundles its own copy of every module, hence the singletons on globalThis.
const holder: Holder = globalThis as typeof globalThis & Holder;

export function setCurrentEngine(engine: Engine | undefined): void {
  holder.ingestlayerEngine = engine;
}

export function currentEngine(): Engine | undefined {
  return holder.ingestlayerEngine;
}

/** To be called after a commit that inserted jobs. A process without an engine (ROLE=web) tells those that have one. */
export function wakeEngine(jobs: "any" | "unlaned" = "any"): void {
  if (holder.ingestlayerEngine) return holder.ingestlayerEngine.wake(jobs);
  holder.ingestlayerWaker ??= createWaker(database().pool);
  holder.ingestlayerWaker.wake();
}

/** Null where jobs that are about to be inserted can't be started by this process itself. */
export function reserveJobs(most: number, options?: ReserveOptions): JobReservation | null {
  return most === 0 ? null : (holder.ingestlayerEngine?.reserve?.(most, options) ?? null);
}
