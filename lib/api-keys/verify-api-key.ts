import type { Pool } from "pg";
import type { RateLimit } from "@/lib/ingest/rate-limit";
import { hashApiKey, looksLikeApiKey } from "./api-key-text";
import type { Scope } from "./scopes";
import { findUsableKey, touchKey } from "./store";

/** A key that may be used now. */
export type VerifiedKey = {
  id: string;
  organizationId: string;
  sourceId: string;
  scopes: Scope[];
  /** Milliseconds since the epoch. */
  expiresAtMs: number | null;
  /** Of events it sends, beside its source's. */
  limit: RateLimit | null;
};

/** The key behind `token`, or null where it is unknown, expired or revoked: asked of the database each time. */
export async function verifyApiKey(pool: Pool, token: string): Promise<VerifiedKey | null> {
  if (!looksLikeApiKey(token)) return null;
  const key = await findUsableKey(pool, hashApiKey(token));
  // When it was last used is for display: a request neither waits for it nor fails with it.
  if (key) void touchKey(pool, key.id).catch(() => {});
  return key;
}
