import { z } from "zod";
import { rateLimitSchema, toRateLimitResource } from "@/lib/ingest/rate-limit";
import type { ApiKeyRow, KeyNames } from "./store";

/** A key as lists show it; its text is told once, when it is made. */
export const keyResourceSchema = z.object({
  id: z.string(),
  name: z.string(),
  prefix: z.string(),
  scopes: z.array(z.string()),
  source_id: z.string(),
  /** The slug of its source; null once that is gone. */
  source: z.string().nullable(),
  /** As the audit log names it: `user:usr_…`, `key:key_…`, `system`. */
  created_by: z.string().nullable(),
  /** Whom a person knows by it: a member's name or address, a key's name. */
  created_by_name: z.string().nullable(),
  rate_limit: rateLimitSchema.nullable(),
  last_used_at: z.string().nullable(),
  expires_at: z.string().nullable(),
  revoked_at: z.string().nullable(),
  created_at: z.string(),
});

export type KeyResource = z.infer<typeof keyResourceSchema>;

export function toKeyResource(row: ApiKeyRow, names: KeyNames): KeyResource {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    scopes: row.scopes,
    source_id: row.sourceId,
    source: names.sources.get(row.sourceId) ?? null,
    created_by: row.createdBy,
    created_by_name: row.createdBy === null ? null : (names.creators.get(row.createdBy) ?? null),
    rate_limit: toRateLimitResource(row),
    last_used_at: row.lastUsedAt?.toISOString() ?? null,
    expires_at: row.expiresAt?.toISOString() ?? null,
    revoked_at: row.revokedAt?.toISOString() ?? null,
    created_at: row.createdAt.toISOString(),
  };
}
