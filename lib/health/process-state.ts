/** What this process knows of itself. */
export type ProcessState = {
  startedAt: Date;
  /** Draining: no new work is wanted here. */
  isStopping: boolean;
  /** Null until the engine was started; where Next runs alone it stays so. */
  isEngineReady: (() => boolean) | null;
};

/** Shared between the server's bundle and Next's, which each hold a copy of this module. */
export function processState(): ProcessState {
  const holder = globalThis as typeof globalThis & { ingestlayerProcessState?: ProcessState };
  holder.ingestlayerProcessState ??= { startedAt: new Date(), isStopping: false, isEngineReady: null };
  return holder.ingestlayerProcessState;
}
