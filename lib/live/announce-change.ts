import { databaseIfOpen } from "@/lib/db";
import { createChangeAnnouncer, type ChangeAnnouncer } from "./change-announcer";
import { notifyChanges } from "./store";
import type { LiveTopic } from "./topics";

// Next bundles its own copy of every module, hence the singleton on globalThis.
const holder = globalThis as typeof globalThis & { ingestlayerAnnouncer?: ChangeAnnouncer };

/** To be called after the commit of a change: whoever watches, on any process, looks again. Coalesced, never throws. */
export function announceChange(organizationId: string, ...topics: LiveTopic[]): void {
  holder.ingestlayerAnnouncer ??= createChangeAnnouncer({ send, schedule, nowMs: Date.now });
  for (const topic of topics) holder.ingestlayerAnnouncer.announce(organizationId, topic);
}

/** Through the process's database, if it has one: a test's and a tool's changes concern nobody's screen. */
async function send(changes: Parameters<typeof notifyChanges>[0]): Promise<void> {
  const db = databaseIfOpen();
  if (db) await notifyChanges(changes, db);
}

function schedule(run: () => void, delayMs: number): () => void {
  const timer = setTimeout(run, delayMs).unref();
  return () => clearTimeout(timer);
}
