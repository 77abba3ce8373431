import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * A strict stand-in for AWS KMS, written from its API reference: JSON 1.1 protocol (X-Amz-Target TrentService.*), Signature
 * Version 4 required, symmetric Encrypt / Decrypt / GenerateDataKey with an encryption context that must match exactly.
 */
export type KmsDouble = {
  url: string;
  /** Operation names in the order they came. */
  calls: string[];
  addKey(keyId: string): void;
  /** Answers like KMS for a key an administrator switched off. */
  disableKey(keyId: string): void;
  /** The next `count` calls answer 500 KMSInternalException. */
  failNext(count: number): void;
  close(): Promise<void>;
};

type Key = { bytes: Buffer; isEnabled: boolean };
type Input = { KeyId?: string; Plaintext?: string; CiphertextBlob?: string; KeySpec?: string; EncryptionContext?: Record<string, string> };

class Refusal extends Error {
  constructor(readonly type: string, message: string, readonly status = 400) {
    super(message);
  }
}

export async function startKmsDouble(): Promise<KmsDouble> {
  const keys = new Map<string, Key>();
  const calls: string[] = [];
  let failures = 0;

  const server = createServer((request, response) => {
    answer(request)
      .then((body) => send(response, 200, body))
      .catch((error: unknown) => {
        const refusal = error instanceof Refusal ? error : new Refusal("KMSInternalException", String(error), 500);
        send(response, refusal.status, { __type: refusal.type, message: refusal.message });
      });
  });

  async function answer(request: IncomingMessage): Promise<object> {
    const body = await read(request);
    checkSignature(request);
    const target = request.headers["x-amz-target"];
    if (typeof target !== "string" || !target.startsWith("TrentService.")) throw new Refusal("UnknownOperationException", "no operation");
    const operation = target.slice("TrentService.".length);
    calls.push(operation);
    if (failures > 0) {
      failures--;
      throw new Refusal("KMSInternalException", "try again", 500);
    }
    return perform(operation, JSON.parse(body) as Input);
  }

  function perform(operation: string, input: Input): object {
    switch (operation) {
      case "GenerateDataKey": {
        if (input.KeySpec !== "AES_256") throw new Refusal("ValidationException", "expected KeySpec AES_256");
        const plaintext = randomBytes(32);
        return { KeyId: input.KeyId, Plaintext: plaintext.toString("base64"), CiphertextBlob: encrypt(input, plaintext) };
      }
      case "Encrypt": {
        const plaintext = Buffer.from(input.Plaintext ?? "", "base64");
        if (plaintext.length < 1 || plaintext.length > 4096) throw new Refusal("ValidationException", "expected 1 to 4096 bytes of Plaintext");
        return { KeyId: input.KeyId, CiphertextBlob: encrypt(input, plaintext), EncryptionAlgorithm: "SYMMETRIC_DEFAULT" };
      }
      case "Decrypt":
        return { KeyId: input.KeyId, Plaintext: decrypt(input), EncryptionAlgorithm: "SYMMETRIC_DEFAULT" };
      default:
        throw new Refusal("UnknownOperationException", operation);
    }
  }

  function usableKey(keyId: string | undefined): Key {
    const key = keys.get(keyId ?? "");
    if (!key) throw new Refusal("NotFoundException", `Key '${keyId}' does not exist`);
    if (!key.isEnabled) throw new Refusal("DisabledException", `${keyId} is disabled.`);
    return key;
  }

  function encrypt(input: Input, plaintext: Buffer): string {
    const key = usableKey(input.KeyId);
    const nonce = randomBytes(12);
    const cipher = createCipheriv("aes-256-gcm", key.bytes, nonce);
    cipher.setAAD(contextBytes(input));
    const body = Buffer.concat([cipher.update(plaintext), cipher.final()]);
    const name = Buffer.from(input.KeyId ?? "");
    return Buffer.concat([Buffer.of(name.length), name, nonce, cipher.getAuthTag(), body]).toString("base64");
  }

  function decrypt(input: Input): string {
    const blob = Buffer.from(input.CiphertextBlob ?? "", "base64");
    const nameEnd = 1 + (blob[0] ?? 0);
    const madeBy = blob.subarray(1, nameEnd).toString();
    if (blob.length < nameEnd + 28) throw new Refusal("InvalidCiphertextException", "");
    if (input.KeyId !== undefined && input.KeyId !== madeBy) throw new Refusal("IncorrectKeyException", "The key ID in the request does not identify a CMK that can perform this operation.");
    const key = usableKey(madeBy);
    try {
      const decipher = createDecipheriv("aes-256-gcm", key.bytes, blob.subarray(nameEnd, nameEnd + 12));
      decipher.setAAD(contextBytes(input));
      decipher.setAuthTag(blob.subarray(nameEnd + 12, nameEnd + 28));
      return Buffer.concat([decipher.update(blob.subarray(nameEnd + 28)), decipher.final()]).toString("base64");
    } catch {
      throw new Refusal("InvalidCiphertextException", "");
    }
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    addKey: (keyId) => void keys.set(keyId, { bytes: randomBytes(32), isEnabled: true }),
    disableKey(keyId) {
      const key = keys.get(keyId);
      if (key) key.isEnabled = false;
    },
    failNext(count) {
      failures = count;
    },
    close: () => new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    }),
  };
}

function checkSignature(request: IncomingMessage): void {
  const { authorization } = request.headers;
  const isSigned = /^AWS4-HMAC-SHA256 Credential=[^/]+\/\d{8}\/[a-z0-9-]+\/kms\/aws4_request, ?SignedHeaders=[^,]*host[^,]*, ?Signature=[0-9a-f]{64}$/;
  if (!authorization) throw new Refusal("MissingAuthenticationTokenException", "Missing Authentication Token");
  if (!isSigned.test(authorization)) throw new Refusal("IncompleteSignatureException", "Authorization header is malformed");
  if (!/^\d{8}T\d{6}Z$/.test(String(request.headers["x-amz-date"]))) throw new Refusal("IncompleteSignatureException", "no X-Amz-Date");
}

/** The order of a context's pairs does not count; everything else does. */
function contextBytes(input: Input): Buffer {
  const pairs = Object.entries(input.EncryptionContext ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return Buffer.from(JSON.stringify(pairs));
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString("utf8");
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/x-amz-json-1.1" });
  response.end(JSON.stringify(body));
}
