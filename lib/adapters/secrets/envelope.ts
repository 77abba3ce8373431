import type { Pool } from "pg";
import type { Json } from "@/lib/durable/contract";
import { SecretsUnreadable, type KeyWrapper, type SecretsPort } from "@/lib/ports/secrets";
import { ensureDataKey, findDataKey, type DataKeyRow } from "./data-keys";
import { seal, unseal } from "./sealed-box";

/** Organizations whose data key stays unwrapped in memory: an attempt must not cost a call to KMS. */
const CACHED_KEYS_MAX = 500;

/** `wrappers`: the first wraps new data keys, all of them open what they wrapped. */
export function envelopeSecrets(pool: Pool, wrappers: readonly [KeyWrapper, ...KeyWrapper[]]): SecretsPort {
  // Promises, so that calls at the same time share one unwrap. A Map keeps the order of use: the first is the oldest.
  const cache = new Map<string, Promise<Buffer>>();

  function dataKey(organizationId: string, load: () => Promise<DataKeyRow>): Promise<Buffer> {
    const cached = cache.get(organizationId);
    cache.delete(organizationId);
    const key = cached ?? load().then((row) => openDataKey(wrappers, row));
    cache.set(organizationId, key);
    if (!cached) key.catch(() => cache.get(organizationId) === key && cache.delete(organizationId));
    for (const oldest of cache.keys()) {
      if (cache.size <= CACHED_KEYS_MAX) break;
      cache.delete(oldest);
    }
    return key;
  }

  return {
    async encrypt(organizationId, value, aad) {
      const key = await dataKey(organizationId, () => ensureDataKey(pool, wrappers[0], organizationId));
      return seal(key, Buffer.from(JSON.stringify(value)), [organizationId, aad]);
    },
    async decrypt(organizationId, bytes, aad) {
      const key = await dataKey(organizationId, async () => {
        const row = await findDataKey(pool, organizationId);
        if (!row) throw new SecretsUnreadable(`${aad} can't be decrypted: its organization has no data key`);
        return row;
      });
      return open(key, bytes, organizationId, aad);
    },
  };
}

export async function openDataKey(wrappers: readonly KeyWrapper[], row: DataKeyRow): Promise<Buffer> {
  const { wrappedBy } = row.wrapped;
  const wrapper = wrappers.find((one) => one.owns(wrappedBy));
  if (!wrapper) {
    throw new SecretsUnreadable(`the data key ${row.id} is wrapped by ${wrappedBy}, which is not configured: set ENCRYPTION_KEY_FILE or AWS_KMS_KEY_ID`);
  }
  try {
    return await wrapper.unwrap(row.wrapped, { organizationId: row.organizationId, dataKeyId: row.id });
  } catch (error) {
    throw new SecretsUnreadable(`the data key ${row.id} can't be unwrapped by ${wrappedBy}: ${reasonOf(error)}`);
  }
}

function open(key: Buffer, bytes: Uint8Array, organizationId: string, aad: string): Json {
  let plaintext: Buffer;
  try {
    plaintext = unseal(key, bytes, [organizationId, aad]);
  } catch (error) {
    throw new SecretsUnreadable(`${aad} can't be decrypted: ${reasonOf(error)}`);
  }
  // Only what `encrypt` wrote passes the tag, so it parses.
  return JSON.parse(plaintext.toString("utf8")) as Json;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
