import type { Json } from "@/lib/durable/contract";

/** Envelope encryption of what a tenant entrusts to us: one data key an organization, wrapped by a key outside the database. */
export type SecretsPort = {
  /** `aad` names the row (`connection:con_…`): the bytes open only for the same organization and the same `aad`. */
  encrypt(organizationId: string, value: Json, aad: string): Promise<Buffer>;
  /** Throws SecretsUnreadable when the bytes were changed, belong to another row, or their key is not at hand. */
  decrypt(organizationId: string, bytes: Uint8Array, aad: string): Promise<Json>;
};

/** Says which secret can't be opened and why; never holds any of it. A matter for the operator, not for the caller. */
export class SecretsUnreadable extends Error {
  override readonly name = "SecretsUnreadable";
}

/** What wraps data keys: the local key file or AWS KMS. */
export type KeyWrapper = {
  /** Whether a data key marked `wrappedBy` is this wrapper's to open. */
  owns(wrappedBy: string): boolean;
  /** The mark of keys wrapped from now on. */
  current(): Promise<string>;
  /** Makes a data key of 32 random bytes. */
  generate(binding: KeyBinding): Promise<{ dataKey: Buffer; wrapped: WrappedKey }>;
  wrap(dataKey: Buffer, binding: KeyBinding): Promise<WrappedKey>;
  unwrap(wrapped: WrappedKey, binding: KeyBinding): Promise<Buffer>;
};

/** Bound into the wrapping, so that a wrapped key moved to another organization's row does not open. */
export type KeyBinding = { organizationId: string; dataKeyId: string };

export type WrappedKey = {
  bytes: Buffer;
  /** Names the wrapping key without telling anything of it. */
  wrappedBy: string;
};
