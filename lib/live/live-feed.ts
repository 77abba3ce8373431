import { database } from "@/lib/db";
import { log } from "@/lib/log";
import { openChangeFeed, type ChangeFeed } from "./change-feed";

type Holder = { ingestlayerChangeFeed?: ChangeFeed | undefined };

// Next bundles its own copy of every module, hence the singleton on globalThis.
const holder: Holder = globalThis as typeof globalThis & Holder;

/** The process's feed, opened by its first watcher. */
export function liveFeed(): ChangeFeed {
  holder.ingestlayerChangeFeed ??= openChangeFeed({
    url: database().url,
    onError: (error) => log.warn({ err: error }, "live: the connection that hears changes failed"),
  });
  return holder.ingestlayerChangeFeed;
}

/** Ends every watcher's stream: they never end by themselves, and the server waits for open answers. */
export async function closeLiveFeed(): Promise<void> {
  const feed = holder.ingestlayerChangeFeed;
  holder.ingestlayerChangeFeed = undefined;
  await feed?.close();
}
