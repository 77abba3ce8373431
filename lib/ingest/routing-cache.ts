import type { Pool } from "pg";
import type { Routing } from "./routing";
import { loadRouting, readRevision } from "./routing-store";

export type RoutingCache = {
  /** The organization's routing, perhaps out of date: the accept statement tells. Null if there is no such organization. */
  get(organizationId: string): Routing | Promise<Routing | null>;
  /** Whether the database still has this one: before something is refused by it. Concurrent callers share one query. */
  isCurrent(organizationId: string, routing: Routing): Promise<boolean>;
  /** After the database refused `stale`. Concurrent callers share one load. */
  reload(organizationId: string, stale: Routing): Promise<Routing | null>;
};

const organizationsMax = 1_000;

export function createRoutingCache(pool: Pool): RoutingCache {
  const loaded = new Map<string, Routing>();
  const loading = new Map<string, Promise<Routing | null>>();
  const asking = new Map<string, Promise<number | null>>();

  function revisionOf(organizationId: string): Promise<number | null> {
    const underWay = asking.get(organizationId);
    if (underWay) return underWay;
    const promise = readRevision(organizationId, pool).finally(() => asking.delete(organizationId));
    asking.set(organizationId, promise);
    return promise;
  }

  function load(organizationId: string): Promise<Routing | null> {
    const underWay = loading.get(organizationId);
    if (underWay) return underWay;
    const promise = loadRouting(organizationId, pool)
      .then((routing) => {
        if (routing) keep(organizationId, routing);
        else loaded.delete(organizationId);
        return routing;
      })
      .finally(() => loading.delete(organizationId));
    loading.set(organizationId, promise);
    return promise;
  }

  function keep(organizationId: string, routing: Routing): void {
    loaded.delete(organizationId);
    loaded.set(organizationId, routing);
    if (loaded.size <= organizationsMax) return;
    for (const oldest of loaded.keys()) {
      loaded.delete(oldest);
      return;
    }
  }

  return {
    get: (organizationId) => loaded.get(organizationId) ?? load(organizationId),
    isCurrent: async (organizationId, routing) => (await revisionOf(organizationId)) === routing.revision,
    async reload(organizationId, stale) {
      const current = loaded.get(organizationId);
      return current && current !== stale ? current : load(organizationId);
    },
  };
}
