import { jsonbText } from "@/lib/adapters/postgres/jsonb-text";
import type { Json } from "@/lib/durable/contract";
import type { CachePort } from "@/lib/ports/ports";

/** What the cache needs of a connection pool. */
export type Queryable = { query(text: string, values: unknown[]): Promise<{ rows: { [column: string]: unknown }[] }> };

export type PostgresCacheOptions = {
  /** How long one process may take to load; then another may try. Longer than a load's own timeouts. */
  leaseMs?: number;
  /** Between two looks at an entry that another process is loading. */
  pollMs?: number;
};

/** Entries in `cache_entries`. One process loads a missing entry under a lease; the others wait for its value. */
export function postgresCache(db: Queryable, { leaseMs = 120_000, pollMs = 100 }: PostgresCacheOptions = {}): CachePort {
  const loading = new Map<string, Promise<unknown>>();
  return {
    async get<T extends Json>(organizationId: string, key: string, ttlMs: number | ((value: T) => number), load: () => Promise<T>) {
      const id = `${organizationId}\n${key}`;
      const started = loading.get(id);
      // One key is always loaded by the same kind of load, whose type the caller named.
      if (started) return { value: (await started) as T, isHit: true };
      const running = getOrLoad({ db, organizationId, key, leaseMs, pollMs }, load, ttlMs);
      const value = running.then((entry) => entry.value);
      // A caller that joined sees the failure; without one it is this call's own.
      value.catch(() => {});
      loading.set(id, value);
      try {
        return await running;
      } finally {
        loading.delete(id);
      }
    },
  };
}

type Entry = { db: Queryable; organizationId: string; key: string; leaseMs: number; pollMs: number };
type Lifetime<T> = number | ((value: T) => number);

async function getOrLoad<T extends Json>(entry: Entry, load: () => Promise<T>, ttlMs: Lifetime<T>): Promise<{ value: T; isHit: boolean }> {
  for (;;) {
    const { rows } = await entry.db.query(
      "SELECT value FROM cache_entries WHERE organization_id = $1 AND key = $2 AND value IS NOT NULL AND expires_at > now()",
      [entry.organizationId, entry.key],
    );
    const [filled] = rows;
    if (filled) return { value: filled.value as T, isHit: true };
    const lease = await takeLease(entry);
    if (lease !== undefined) return { value: await loadUnder(entry, lease, load, ttlMs), isHit: false };
    await new Promise((resolve) => setTimeout(resolve, entry.pollMs));
  }
}

/** Succeeds where no entry is, or it has expired, or its loader's lease has run out. The lease's end is its fencing token. */
async function takeLease({ db, organizationId, key, leaseMs }: Entry): Promise<string | undefined> {
  const { rows } = await db.query(
    `INSERT INTO cache_entries (organization_id, key, value, lease_until, expires_at)
     VALUES ($1, $2, NULL, now() + $3 * interval '1 millisecond', now() + $3 * interval '1 millisecond')
     ON CONFLICT (organization_id, key) DO UPDATE
       SET value = NULL, lease_until = EXCLUDED.lease_until, expires_at = EXCLUDED.expires_at
       WHERE cache_entries.expires_at <= now()
     RETURNING lease_until::text AS lease`,
    [organizationId, key, leaseMs],
  );
  const lease = rows[0]?.lease;
  return typeof lease === "string" ? lease : undefined;
}

async function loadUnder<T extends Json>({ db, organizationId, key }: Entry, lease: string, load: () => Promise<T>, ttlMs: Lifetime<T>): Promise<T> {
  let value: T;
  try {
    value = await load();
  } catch (error) {
    await db.query("DELETE FROM cache_entries WHERE organization_id = $1 AND key = $2 AND value IS NULL AND lease_until = $3::timestamptz", [organizationId, key, lease]);
    throw error;
  }
  await db.query(
    `UPDATE cache_entries SET value = $4::jsonb, lease_until = NULL, expires_at = now() + $5 * interval '1 millisecond'
     WHERE organization_id = $1 AND key = $2 AND value IS NULL AND lease_until = $3::timestamptz`,
    [organizationId, key, lease, jsonbText(value), typeof ttlMs === "number" ? ttlMs : ttlMs(value)],
  );
  return value;
}
