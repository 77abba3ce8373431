import { DecryptCommand, EncryptCommand, GenerateDataKeyCommand, type KMSClient } from "@aws-sdk/client-kms";
import type { KeyBinding, KeyWrapper } from "@/lib/ports/secrets";

/** Data keys wrapped by a key that never leaves AWS KMS. The binding is KMS's encryption context: authenticated, and in AWS's own audit log. */
export function kmsWrapper(client: KMSClient, keyId: string): KeyWrapper {
  const wrappedBy = `kms:${keyId}`;

  return {
    owns: (mark) => mark.startsWith("kms:"),
    current: async () => wrappedBy,
    async generate(binding) {
      const answer = await client.send(new GenerateDataKeyCommand({ KeyId: keyId, KeySpec: "AES_256", EncryptionContext: contextOf(binding) }));
      return { dataKey: given(answer.Plaintext), wrapped: { bytes: given(answer.CiphertextBlob), wrappedBy } };
    },
    async wrap(dataKey, binding) {
      const answer = await client.send(new EncryptCommand({ KeyId: keyId, Plaintext: dataKey, EncryptionContext: contextOf(binding) }));
      return { bytes: given(answer.CiphertextBlob), wrappedBy };
    },
    async unwrap(wrapped, binding) {
      // Named rather than found by KMS: a ciphertext smuggled in under another of the account's keys must not open.
      const KeyId = wrapped.wrappedBy.slice("kms:".length);
      const answer = await client.send(new DecryptCommand({ KeyId, CiphertextBlob: wrapped.bytes, EncryptionContext: contextOf(binding) }));
      return given(answer.Plaintext);
    },
  };
}

function contextOf(binding: KeyBinding): Record<string, string> {
  return { "ingestlayer:organization": binding.organizationId, "ingestlayer:data-key": binding.dataKeyId };
}

function given(bytes: Uint8Array | undefined): Buffer {
  if (!bytes) throw new Error("KMS answered without the key");
  return Buffer.from(bytes);
}
