import { env } from "./env";
import type { Database } from "./db";
import { postgresCache } from "./adapters/cache/postgres-cache";
import { createGuardedHttp } from "./adapters/http/guarded-http";
import { postgresWindows } from "./adapters/postgres/window-places";
import { createGuardedMail } from "./adapters/smtp/guarded-mail";
import { createGuardedSql } from "./adapters/sql/guarded-sql";
import { modelOnDemand } from "./adapters/model/model-on-demand";
import { databaseEntities } from "./entities/entity-port";
import { loadModelConnection } from "./connections/load-model-connection";
import { systemClock } from "./ports/clock";
import type { Ports } from "./ports/ports";

const portsOf = new WeakMap<Database, Ports>();

/** Where what the domain needs meets how it is done: one set a database, made at its first use. */
export function livePorts(db: Database): Ports {
  const made = portsOf.get(db) ?? makePorts(db);
  portsOf.set(db, made);
  return made;
}

function makePorts(db: Database): Ports {
  const { ALLOW_PRIVATE_NETWORK, isSandboxOn, publicUrl } = env();
  const http = createGuardedHttp({
    allowPrivateNetwork: ALLOW_PRIVATE_NETWORK,
    // The sandbox workspace is this very server, on loopback as a rule.
    trustedUrls: isSandboxOn ? [`${publicUrl}/sandbox/slack/api/`] : [],
  });
  return {
    clock: systemClock,
    http,
    mail: createGuardedMail({ allowPrivateNetwork: ALLOW_PRIVATE_NETWORK }),
    sql: createGuardedSql({ allowPrivateNetwork: ALLOW_PRIVATE_NETWORK }),
    model: modelOnDemand({ loadModelConnection: (organizationId, idOrSlug) => loadModelConnection(db, organizationId, idOrSlug), fetch: http.fetch }),
    cache: postgresCache(db.pool),
    entities: databaseEntities(db),
    windows: postgresWindows(db.pool, systemClock),
  };
}
