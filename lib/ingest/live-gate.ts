import { liveSecrets } from "@/lib/adapters/secrets/live-secrets";
import { database } from "@/lib/db";
import { reserveJobs, wakeEngine } from "@/lib/engine";
import { log } from "@/lib/log";
import { openGate, type Gate, type GateCounts } from "./gate";

type Holder = { ingestlayerGate?: Gate | undefined };

// Next bundles its own copy of every module, hence the singleton on globalThis.
const holder: Holder = globalThis as typeof globalThis & Holder;

/** The process's gate, opened by its first event. */
export function liveGate(): Gate {
  holder.ingestlayerGate ??= openGate({
    databaseUrl: database().url,
    // Asked for by the first webhook: an install without a key to decrypt takes everything else.
    secrets: { decrypt: (...sealed) => liveSecrets(database()).decrypt(...sealed) },
    wake: () => wakeEngine("unlaned"),
    reserve: reserveJobs,
    onError: (error) => log.warn({ err: error }, "gate: a background write or connection failed"),
  });
  return holder.ingestlayerGate;
}

/** Null while no event has come: reading the counts opens nothing. */
export function liveGateCounts(): GateCounts | null {
  return holder.ingestlayerGate?.counts ?? null;
}

/** Waits for what is in progress. Before the database is closed. */
export async function closeLiveGate(): Promise<void> {
  const gate = holder.ingestlayerGate;
  holder.ingestlayerGate = undefined;
  await gate?.close();
}
