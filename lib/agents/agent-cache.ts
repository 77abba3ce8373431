import type { Pool } from "pg";
import type { Notifications } from "@/lib/adapters/postgres/notifications";
import { createNotifiedCache } from "@/lib/adapters/postgres/notified-cache";
import type { Clock } from "@/lib/ports/clock";
import { agentChannel, hashAgentKey, looksLikeAgentKey } from "./agent-key";
import { findUsableAgent, type Agent } from "./store";

export type AgentCache = {
  /** The agent behind a key, or null; a revoked one is none at once, on every process. */
  verify(token: string): Promise<Agent | null>;
};

export function createAgentCache({ pool, notifications, clock }: { pool: Pool; notifications: Notifications; clock: Clock }): AgentCache {
  const cache = createNotifiedCache<Agent>({ notifications, clock, channel: agentChannel, load: (keyHash) => findUsableAgent(pool, keyHash) });
  return {
    async verify(token) {
      const agent = looksLikeAgentKey(token) ? await cache.get(hashAgentKey(token)) : null;
      return agent && (agent.expiresAtMs === null || agent.expiresAtMs > clock.now()) ? agent : null;
    },
  };
}
