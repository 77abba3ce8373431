import { liveSecrets } from "@/lib/adapters/secrets/live-secrets";
import type { Database } from "@/lib/db";
import type { JsonObject } from "@/lib/pipeline/context";
import { findSealedConnection, type SealedConnection } from "./store";

export type OpenedConnection = { id: string; kind: string; slug: string; revision: number; config: JsonObject };

const OPENED_MAX = 1000;
const openedOf = new WeakMap<Database, Map<string, OpenedConnection>>();

/**
 * The decrypted config; null when there is no such connection. Whoever read the row's revision just now passes it and is
 * served from memory while that holds, so that an attempt costs no query of its own.
 */
export function openConnection(db: Database, organizationId: string, connectionId: string, revision?: number): JsonObject | null | Promise<JsonObject | null> {
  const cached = cacheOf(db).get(`${organizationId} ${connectionId}`);
  if (cached && revision !== undefined && cached.revision >= revision) return cached.config;
  return findAndOpen(db, organizationId, connectionId);
}

async function findAndOpen(db: Database, organizationId: string, connectionId: string): Promise<JsonObject | null> {
  const sealed = await findSealedConnection(organizationId, db, connectionId);
  return sealed && (await unsealConnection(db, organizationId, sealed)).config;
}

export async function unsealConnection(db: Database, organizationId: string, sealed: SealedConnection): Promise<OpenedConnection> {
  const cache = cacheOf(db);
  const key = `${organizationId} ${sealed.id}`;
  const cached = cache.get(key);
  if (cached?.revision === sealed.revision) return cached;
  const config = await liveSecrets(db).decrypt(organizationId, sealed.secretsEncrypted, sealedAs(sealed.id));
  const opened = { id: sealed.id, kind: sealed.kind, slug: sealed.slug, revision: sealed.revision, config: config as JsonObject };
  // Read again: a newer revision may have been opened while this one was decrypted.
  if ((cache.get(key)?.revision ?? 0) < opened.revision) {
    cache.delete(key);
    cache.set(key, opened);
  }
  for (const oldest of cache.keys()) {
    if (cache.size <= OPENED_MAX) break;
    cache.delete(oldest);
  }
  return opened;
}

/** What the ciphertext of a connection is bound to besides its organization. */
export function sealedAs(connectionId: string): string {
  return `connection:${connectionId}`;
}

function cacheOf(db: Database): Map<string, OpenedConnection> {
  let cache = openedOf.get(db);
  if (!cache) openedOf.set(db, (cache = new Map()));
  return cache;
}
