import type { Database } from "@/lib/db";
import { invalidField } from "@/lib/http/invalid-request";
import { newId } from "@/lib/ids";
import { toRateLimitColumns, type RateLimitResource } from "@/lib/ingest/rate-limit";
import { announceChange } from "@/lib/live/announce-change";
import { apiKeyPrefix, hashApiKey, newApiKeyText } from "./api-key-text";
import { isScope, scopes as allScopes, type Scope } from "./scopes";
import { findSourceId, insertKey, type ApiKeyRow } from "./store";

export type NewApiKey = {
  name: string;
  scopes: readonly string[];
  /** A source's id or slug; `default` unless given. */
  source?: string;
  expiresAt?: Date;
  /** Of the events it sends, beside its source's; none unless given. */
  rateLimit?: RateLimitResource | null;
  /** The actor, as the audit log names it. */
  createdBy?: string;
};

/** `key` is the whole text: it is shown this once and never stored. Throws UserError. */
export async function createApiKey(
  organizationId: string,
  input: NewApiKey,
  db: Database,
): Promise<{ key: string; row: ApiKeyRow }> {
  const name = input.name.trim();
  if (name === "" || name.length > 120) throw invalidField("name", "expected 1 to 120 characters");
  if (input.expiresAt && !(input.expiresAt.getTime() > Date.now())) throw invalidField("expiresAt", "expected a time to come");
  const scopes = parseScopes(input.scopes);
  const sourceName = input.source ?? "default";
  const sourceId = await findSourceId(organizationId, sourceName, db);
  if (!sourceId) throw invalidField("source", `expected a source's id or slug; there is no \`${sourceName}\``);
  const key = newApiKeyText();
  const row = await insertKey(
    organizationId,
    {
      id: newId("apiKey"),
      name,
      keyHash: hashApiKey(key),
      prefix: apiKeyPrefix(key),
      scopes,
      sourceId,
      createdBy: input.createdBy ?? null,
      expiresAt: input.expiresAt ?? null,
      ...toRateLimitColumns(input.rateLimit),
    },
    db,
  );
  announceChange(organizationId, "keys", "sources");
  return { key, row };
}

function parseScopes(given: readonly string[]): Scope[] {
  const scopes = given.filter(isScope);
  if (scopes.length === 0 || scopes.length !== given.length) {
    throw invalidField("scopes", `expected one or more of ${allScopes.join(", ")}`);
  }
  return [...new Set(scopes)];
}
