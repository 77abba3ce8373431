import path from "node:path";
import type { Database } from "@/lib/db";
import { env, type Env } from "@/lib/env";
import type { KeyWrapper, SecretsPort } from "@/lib/ports/secrets";
import { envelopeSecrets } from "./envelope";
import { keyFileWrapper } from "./key-file";

const ports = new WeakMap<Database, SecretsPort>();

/** The secrets of a database, opened with the key file or KMS that the environment names. */
export function liveSecrets(db: Database): SecretsPort {
  let port = ports.get(db);
  if (!port) {
    port = envelopeSecrets(db.pool, keyWrappers(env()));
    ports.set(db, port);
  }
  return port;
}

/** KMS wraps where it is configured; a key file beside it still opens what it wrapped, so that an install can move to KMS. */
export function keyWrappers(settings: Env): [KeyWrapper, ...KeyWrapper[]] {
  const file = keyFilePath(settings);
  if (settings.AWS_KMS_KEY_ID) return [lazyKms(settings, settings.AWS_KMS_KEY_ID), ...(file ? [keyFileWrapper(file)] : [])];
  if (!file) throw new Error("no encryption key: set ENCRYPTION_KEY_FILE, DATA_DIR or AWS_KMS_KEY_ID");
  return [keyFileWrapper(file)];
}

export function keyFilePath(settings: Env): string | undefined {
  return settings.ENCRYPTION_KEY_FILE ?? (settings.DATA_DIR ? path.join(settings.DATA_DIR, "encryption.key") : undefined);
}

/** The AWS SDK costs some 20 MB of memory: loaded by those who use it. */
function lazyKms(settings: Env, keyId: string): KeyWrapper {
  let loaded: Promise<KeyWrapper> | undefined;
  const kms = () => (loaded ??= loadKms(settings, keyId));
  return {
    owns: (wrappedBy) => wrappedBy.startsWith("kms:"),
    current: async () => (await kms()).current(),
    generate: async (binding) => (await kms()).generate(binding),
    wrap: async (dataKey, binding) => (await kms()).wrap(dataKey, binding),
    unwrap: async (wrapped, binding) => (await kms()).unwrap(wrapped, binding),
  };
}

async function loadKms(settings: Env, keyId: string): Promise<KeyWrapper> {
  const [{ KMSClient }, { kmsWrapper }] = await Promise.all([import("@aws-sdk/client-kms"), import("./kms")]);
  return kmsWrapper(new KMSClient({ region: settings.AWS_REGION, endpoint: settings.AWS_ENDPOINT_URL_KMS }), keyId);
}
