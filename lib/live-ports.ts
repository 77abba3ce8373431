import { env } from "./env";
import type { Database } from "./db";
import { postgresCache } from "./adapters/cache/postgres-cache";
import { createGuardedHttp } from "./adapters/http/guarded-http";
import { liveModel } from "./adapters/model/live-model";
import { loadModelConnection } from "./connections/load-model-connection";
import { systemClock } from "./ports/clock";
import type { Ports } from "./ports/ports";

/** Where what the domain needs meets how it is done: one set a process. */
export function livePorts(db: Database): Ports {
  const http = createGuardedHttp({ allowPrivateNetwork: env().ALLOW_PRIVATE_NETWORK });
  return {
    clock: systemClock,
    http,
    model: liveModel({ loadModelConnection: (organizationId, idOrSlug) => loadModelConnection(db, organizationId, idOrSlug), fetch: http.fetch }),
    cache: postgresCache(db.pool),
  };
}
