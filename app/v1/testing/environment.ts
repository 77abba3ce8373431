import { randomBytes } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

// Imported before everything else: the environment is read once a process, by the first module that logs.
const dir = mkdtempSync(path.join(tmpdir(), "ingestlayer-test-keys-"));
export const keyFile = path.join(dir, "encryption.key");
writeFileSync(keyFile, `${randomBytes(32).toString("base64")}\n`, { mode: 0o600 });
Object.assign(process.env, { ENCRYPTION_KEY_FILE: keyFile, ALLOW_PRIVATE_NETWORK: "127.0.0.0/8", SLACK_SANDBOX: "on", LOG_LEVEL: "info" });
