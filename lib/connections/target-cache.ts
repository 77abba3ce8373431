import type { TargetList } from "@/lib/destinations/accounts";

type Cached = { untilMs: number; list: Promise<TargetList> };

const lifetimeMs = 60_000;
const cachedMax = 500;
const cached = new Map<string, Cached>();

/**
 * A minute's memory of where a connection can send to: vendors allow few listings (Slack 20 pages a minute), and a picker
 * asks with every opening. Concurrent calls share one listing; a failure is not remembered. `isFresh` asks anew.
 */
export async function cachedTargets(key: string, isFresh: boolean, nowMs: number, load: () => Promise<TargetList>): Promise<TargetList> {
  const known = cached.get(key);
  if (known && known.untilMs > nowMs && !isFresh) return known.list;
  const list = load();
  cached.delete(key);
  cached.set(key, { untilMs: nowMs + lifetimeMs, list });
  for (const oldest of cached.keys()) {
    if (cached.size <= cachedMax) break;
    cached.delete(oldest);
  }
  const forget = () => {
    if (cached.get(key)?.list === list) cached.delete(key);
  };
  list.then((answer) => answer.ok || forget(), forget);
  return list;
}
