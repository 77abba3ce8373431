import { database } from "./db";
import { createWaker } from "./durable/embedded/notifications";

/** What the product asks of whichever engine runs its functions, besides the jobs it writes itself. */
export type Engine = {
  /** Jobs were committed: have them looked at now, here and in other processes. Coalesced, never throws. */
  wake(): void;
  isReady(): boolean;
  /** Lets what runs finish for at most `drainMs`, then hands the rest back. */
  stop(options: { drainMs: number }): Promise<void>;
};

type Holder = { ingestlayerEngine?: Engine | undefined; ingestlayerWaker?: { wake(): void } };

// Next bundles its own copy of every module, hence the singletons on globalThis.
const holder: Holder = globalThis as typeof globalThis & Holder;

export function setCurrentEngine(engine: Engine | undefined): void {
  holder.ingestlayerEngine = engine;
}

/** To be called after a commit that inserted jobs. A process without an engine (ROLE=web) tells those that have one. */
export function wakeEngine(): void {
  if (holder.ingestlayerEngine) return holder.ingestlayerEngine.wake();
  holder.ingestlayerWaker ??= createWaker(database().pool);
  holder.ingestlayerWaker.wake();
}
