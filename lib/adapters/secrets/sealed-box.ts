import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/** Byte 0 of everything sealed here; another layout gets another number. */
const FORMAT_VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = 1 + NONCE_BYTES + TAG_BYTES;

/**
 * AES-256-GCM. Layout: version (1) · nonce (12) · tag (16) · ciphertext. The version byte is authenticated too.
 * Nonces are random: one key may seal 2^32 values before their collision risk matters (NIST SP 800-38D, 8.3).
 */
export function seal(key: Buffer, plaintext: Buffer, boundTo: readonly string[]): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(additionalData(boundTo));
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([Buffer.of(FORMAT_VERSION), nonce, cipher.getAuthTag(), ciphertext]);
}

/** Throws when anything differs: key, bytes, version or what they are bound to. */
export function unseal(key: Buffer, sealed: Uint8Array, boundTo: readonly string[]): Buffer {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  if (bytes.length < HEADER_BYTES) throw new Error("the sealed bytes are cut short");
  if (bytes[0] !== FORMAT_VERSION) throw new Error(`format ${bytes[0]} is unknown to this version`);
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(1, 1 + NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(additionalData(boundTo));
  decipher.setAuthTag(bytes.subarray(1 + NONCE_BYTES, HEADER_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(HEADER_BYTES)), decipher.final()]);
}

/** JSON keeps the parts apart: ["a","bc"] and ["ab","c"] must not authenticate alike. */
function additionalData(boundTo: readonly string[]): Buffer {
  return Buffer.from(JSON.stringify(["ingestlayer", FORMAT_VERSION, ...boundTo]));
}
