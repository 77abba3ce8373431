import pg from "pg";
import { createAgentCache, type AgentCache } from "@/lib/agents/agent-cache";
import { openNotifications } from "@/lib/adapters/postgres/notifications";
import { surviveLostConnections } from "@/lib/adapters/postgres/survive-lost-connections";
import { createApiKeyCache, type ApiKeyCache } from "@/lib/api-keys/api-key-cache";
import type { JobReservation } from "@/lib/durable/contract";
import { systemClock, type Clock } from "@/lib/ports/clock";
import type { SecretsPort } from "@/lib/ports/secrets";
import { createWebhookSourceCache, type WebhookSourceCache } from "@/lib/webhook-sources/webhook-source-cache";
import { concurrentFlushes, createEventAcceptor, type EventAcceptor } from "./accept-events";
import { createRateLimiter } from "./rate-limiter";
import { createRejectionRecorder, type RejectionRecorder } from "./rejection-recorder";
import { createRoutingCache } from "./routing-cache";

/** What happened at this process's gate since it opened. */
export type GateCounts = { accepted: number; duplicates: number; unauthenticated: number; rejected: Record<string, number> };

/** Everything the ways in share: REST, webhooks, agents, mail. One a process. */
export type Gate = {
  keys: ApiKeyCache;
  webhookSources: WebhookSourceCache;
  agents: AgentCache;
  /** Short statements only. */
  pool: pg.Pool;
  acceptor: EventAcceptor;
  rejections: RejectionRecorder;
  counts: GateCounts;
  clock: Clock;
  /** Resolves once key changes of other processes are heard; until then keys are looked up each time. */
  ready(): Promise<void>;
  /** Waits for what is in progress, then closes the connections. */
  close(): Promise<void>;
};

export type GateOptions = {
  databaseUrl: string;
  /** Opens what sources keep encrypted; without it no webhook source can be used. */
  secrets?: Pick<SecretsPort, "decrypt">;
  /** Called after each commit that enqueued runs. */
  wake: () => void;
  /** See JobReservation; absent = every run waits to be claimed. */
  reserve?: (most: number) => JobReservation | null;
  /** Errors nobody waits for: history rows, the notification connection. */
  onError?: (error: unknown) => void;
  clock?: Clock;
};

export function openGate({ databaseUrl, secrets = noSecrets, wake, reserve, onError = () => {}, clock = systemClock }: GateOptions): Gate {
  const pool = createGatePool(databaseUrl);
  const notifications = openNotifications({ url: databaseUrl, onError });
  const limiter = createRateLimiter({ pool, onError });
  const acceptor = createEventAcceptor({ pool, routings: createRoutingCache(pool), limiter, wake, reserve });
  const rejections = createRejectionRecorder({ pool, clock, onError });
  return {
    keys: createApiKeyCache({ pool, notifications, clock }),
    agents: createAgentCache({ pool, notifications, clock }),
    pool,
    webhookSources: createWebhookSourceCache({ pool, notifications, clock, secrets }),
    acceptor,
    rejections,
    counts: { accepted: 0, duplicates: 0, unauthenticated: 0, rejected: {} },
    clock,
    ready: () => notifications.ready(),
    async close() {
      await acceptor.settled();
      await limiter.settled();
      await rejections.settled();
      await notifications.close();
      await pool.end();
    },
  };
}

const noSecrets: Pick<SecretsPort, "decrypt"> = { decrypt: () => Promise.reject(new Error("this gate was opened without secrets")) };

// The accept statement has a fixed plan without row estimates: planning it anew, or with nested loops over 500 rows,
// would cost more than running it. A statement that hangs must not hold its callers forever.
const sessionSettings = "-c plan_cache_mode=force_generic_plan -c enable_nestloop=off -c jit=off -c statement_timeout=15000 -c lock_timeout=10000";

function createGatePool(databaseUrl: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    // Two beside the flushes: keys, routing, rejections.
    max: concurrentFlushes + 2,
    options: sessionSettings,
    application_name: "ingestlayer gate",
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
    query_timeout: 20_000,
  });
  surviveLostConnections(pool);
  return pool;
}
