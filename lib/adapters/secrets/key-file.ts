import { createHash, randomBytes } from "node:crypto";
import { open, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import type { KeyBinding, KeyWrapper, WrappedKey } from "@/lib/ports/secrets";
import { seal, unseal } from "./sealed-box";

const KEY_BYTES = 32;

/** Data keys wrapped by a file of base64 keys, one a line, newest first; lines starting with # are notes. */
export function keyFileWrapper(file: string): KeyWrapper {
  let keys: FileKey[] | undefined;

  // Read again for a key it does not know: another process may have rotated meanwhile.
  async function find(wrappedBy: string): Promise<FileKey> {
    const known = keys?.find((key) => key.name === wrappedBy);
    if (known) return known;
    keys = await readKeys(file);
    const found = keys.find((key) => key.name === wrappedBy);
    if (!found) throw new Error(`the key ${wrappedBy} is no longer in ${file}`);
    return found;
  }
  async function newest(): Promise<FileKey> {
    keys = await readKeys(file);
    const [first] = keys;
    if (!first) throw new Error(`${file} holds no key: expected a line of ${KEY_BYTES} bytes in base64`);
    return first;
  }
  async function wrap(dataKey: Buffer, binding: KeyBinding): Promise<WrappedKey> {
    const key = await newest();
    return { bytes: seal(key.bytes, dataKey, boundTo(binding)), wrappedBy: key.name };
  }

  return {
    owns: (wrappedBy) => wrappedBy.startsWith("file:"),
    current: async () => (await newest()).name,
    async generate(binding) {
      const dataKey = randomBytes(KEY_BYTES);
      return { dataKey, wrapped: await wrap(dataKey, binding) };
    },
    wrap,
    async unwrap(wrapped, binding) {
      const key = await find(wrapped.wrappedBy);
      return unseal(key.bytes, wrapped.bytes, boundTo(binding));
    },
  };
}

/** Puts a new key before the others. The file is replaced whole, so a crash leaves the old or the new one. */
export async function addKeyToFile(file: string): Promise<string> {
  const before = await readFile(file, "utf8");
  parseKeys(file, before);
  const bytes = randomBytes(KEY_BYTES);
  const draft = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.new`);
  try {
    const handle = await open(draft, "w", 0o600);
    try {
      await handle.writeFile(`${bytes.toString("base64")}\n${before}`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  return nameOf(bytes);
}

type FileKey = { name: string; bytes: Buffer };

async function readKeys(file: string): Promise<FileKey[]> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new Error(`the encryption key file ${file} can't be read (${error.code ?? error.message}): set ENCRYPTION_KEY_FILE, or start once through \`npm start\`, which creates it`);
  });
  return parseKeys(file, text);
}

function parseKeys(file: string, text: string): FileKey[] {
  return text.split("\n").flatMap((raw, index) => {
    const line = raw.trim();
    if (line === "" || line.startsWith("#")) return [];
    const bytes = Buffer.from(line, "base64");
    if (bytes.length !== KEY_BYTES) throw new Error(`${file}, line ${index + 1}: expected ${KEY_BYTES} bytes in base64`);
    return [{ name: nameOf(bytes), bytes }];
  });
}

function nameOf(key: Buffer): string {
  return `file:${createHash("sha256").update("ingestlayer key name").update(key).digest("hex").slice(0, 16)}`;
}

function boundTo(binding: KeyBinding): string[] {
  return ["data key", binding.organizationId, binding.dataKeyId];
}
