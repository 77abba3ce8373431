import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { KMSClient } from "@aws-sdk/client-kms";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { closeDatabase, openDatabase, type Database } from "@/lib/db";
import { SecretsUnreadable, type KeyWrapper } from "@/lib/ports/secrets";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { envelopeSecrets } from "./envelope";
import { addKeyToFile, keyFileWrapper } from "./key-file";
import { kmsWrapper } from "./kms";
import { rotateKeys } from "./rotate-keys";
import { startKmsDouble, type KmsDouble } from "./testing/kms-double";

let testDatabase: TestDatabase;
let db: Database;
let dir: string;
let keyFile: string;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  db = openDatabase(testDatabase.url, 4);
});
afterAll(async () => {
  await closeDatabase(db);
  await testDatabase.drop();
});
beforeEach(async () => {
  await db.pool.query("delete from data_keys");
  dir = mkdtempSync(path.join(tmpdir(), "secrets-test-"));
  keyFile = path.join(dir, "encryption.key");
  writeFileSync(keyFile, `${randomBytes(32).toString("base64")}\n`);
  return () => rmSync(dir, { recursive: true, force: true });
});

/** A process of its own: nothing cached. */
const secretsOf = (...wrappers: [KeyWrapper, ...KeyWrapper[]]) => envelopeSecrets(db.pool, wrappers);
const fromFile = () => secretsOf(keyFileWrapper(keyFile));
const secret = { botToken: "xoxb-marked-secret" };

describe("sealed values", () => {
  it("open in another process with the same key file", async () => {
    const sealed = await fromFile().encrypt("org_a", secret, "connection:con_1");
    expect(await fromFile().decrypt("org_a", sealed, "connection:con_1")).toEqual(secret);
    expect(sealed.includes("marked")).toBe(false);
  });

  it("differ each time, so that equal secrets are not seen to be equal", async () => {
    const secrets = fromFile();
    const [one, other] = [await secrets.encrypt("org_a", secret, "x"), await secrets.encrypt("org_a", secret, "x")];
    expect(one.equals(other)).toBe(false);
  });

  it("do not open with any one byte flipped", async () => {
    const secrets = fromFile();
    const sealed = await secrets.encrypt("org_a", secret, "connection:con_1");
    for (let position = 0; position < sealed.length; position++) {
      const flipped = Buffer.from(sealed);
      flipped.writeUInt8(sealed.readUInt8(position) ^ 1, position);
      await expect(secrets.decrypt("org_a", flipped, "connection:con_1")).rejects.toThrow(SecretsUnreadable);
    }
  });

  it("do not open cut short at any length", async () => {
    const secrets = fromFile();
    const sealed = await secrets.encrypt("org_a", secret, "connection:con_1");
    for (let length = 0; length < sealed.length; length++) {
      await expect(secrets.decrypt("org_a", sealed.subarray(0, length), "connection:con_1")).rejects.toThrow(SecretsUnreadable);
    }
  });

  it("do not open when copied to another connection or another organization", async () => {
    const secrets = fromFile();
    const sealed = await secrets.encrypt("org_a", secret, "connection:con_1");
    await secrets.encrypt("org_b", secret, "connection:con_1");
    await expect(secrets.decrypt("org_a", sealed, "connection:con_2")).rejects.toThrow(SecretsUnreadable);
    await expect(secrets.decrypt("org_b", sealed, "connection:con_1")).rejects.toThrow(SecretsUnreadable);
    await expect(secrets.decrypt("org_without_a_key", sealed, "connection:con_1")).rejects.toThrow(SecretsUnreadable);
  });

  it("do not open when the whole data key is copied to another organization", async () => {
    const sealed = await fromFile().encrypt("org_a", secret, "connection:con_1");
    await db.pool.query("insert into data_keys (id, organization_id, wrapped, wrapped_by, updated_at) select 'dek_copy', 'org_thief', wrapped, wrapped_by, now() from data_keys");
    await expect(fromFile().decrypt("org_thief", sealed, "connection:con_1")).rejects.toThrow(/can't be unwrapped/);
  });

  it("do not open with another key file, and the message names the missing key", async () => {
    const sealed = await fromFile().encrypt("org_a", secret, "connection:con_1");
    writeFileSync(keyFile, `${randomBytes(32).toString("base64")}\n`);
    await expect(fromFile().decrypt("org_a", sealed, "connection:con_1")).rejects.toThrow(/file:[0-9a-f]{16} is no longer in/);
  });

  it("share one data key when an organization's first secrets are written at the same time", async () => {
    const processes = Array.from({ length: 8 }, fromFile);
    const sealed = await Promise.all(processes.map((secrets) => secrets.encrypt("org_a", secret, "x")));
    const reader = fromFile();
    for (const bytes of sealed) expect(await reader.decrypt("org_a", bytes, "x")).toEqual(secret);
  });

  it("open again after a failure was mended, without a restart", async () => {
    const sealed = await fromFile().encrypt("org_a", secret, "x");
    const kept = readFileSync(keyFile);
    writeFileSync(keyFile, `${randomBytes(32).toString("base64")}\n`);
    const secrets = fromFile();
    await expect(secrets.decrypt("org_a", sealed, "x")).rejects.toThrow(SecretsUnreadable);
    writeFileSync(keyFile, kept);
    expect(await secrets.decrypt("org_a", sealed, "x")).toEqual(secret);
  });
});

describe("the key file", () => {
  it("names the line that is not a key, and never its content", async () => {
    writeFileSync(keyFile, "# mine\nc2hvcnQ=\n");
    const failure = fromFile().encrypt("org_a", secret, "x");
    await expect(failure).rejects.toThrow(/line 2: expected 32 bytes in base64/);
    await expect(failure).rejects.not.toThrow(/c2hvcnQ/);
  });

  it("tells how to make one when it is missing", async () => {
    rmSync(keyFile);
    await expect(fromFile().encrypt("org_a", secret, "x")).rejects.toThrow(/ENCRYPTION_KEY_FILE/);
  });
});

describe("rotation", () => {
  it("re-wraps data keys with the newest key, keeps every ciphertext open, and needs the old key no more", async () => {
    const sealed = await fromFile().encrypt("org_a", secret, "x");
    const running = fromFile();
    await running.decrypt("org_a", sealed, "x");
    const name = await addKeyToFile(keyFile);
    expect(await rotateKeys(db.pool, [keyFileWrapper(keyFile)])).toEqual({ rewrapped: 1, wrappedBy: name });
    const [newest = ""] = readFileSync(keyFile, "utf8").split("\n");
    writeFileSync(keyFile, `${newest}\n`);
    expect(await fromFile().decrypt("org_a", sealed, "x")).toEqual(secret);
    expect(await running.decrypt("org_a", sealed, "x")).toEqual(secret);
  });

  it("changes nothing the second time", async () => {
    await fromFile().encrypt("org_a", secret, "x");
    await addKeyToFile(keyFile);
    await rotateKeys(db.pool, [keyFileWrapper(keyFile)]);
    const before = await db.pool.query("select * from data_keys");
    expect((await rotateKeys(db.pool, [keyFileWrapper(keyFile)])).rewrapped).toBe(0);
    expect((await db.pool.query("select * from data_keys")).rows).toEqual(before.rows);
  });

  it("finishes what a crash left half done", async () => {
    const organizations = Array.from({ length: 7 }, (_, index) => `org_${index}`);
    const sealed = await Promise.all(organizations.map((organization) => fromFile().encrypt(organization, secret, "x")));
    await addKeyToFile(keyFile);
    const real = keyFileWrapper(keyFile);
    let wraps = 0;
    const dying: KeyWrapper = {
      ...real,
      wrap: (dataKey, binding) => (++wraps > 3 ? Promise.reject(new Error("killed")) : real.wrap(dataKey, binding)),
    };
    await expect(rotateKeys(db.pool, [dying])).rejects.toThrow("killed");
    for (const [index, bytes] of sealed.entries()) expect(await fromFile().decrypt(`org_${index}`, bytes, "x")).toEqual(secret);
    expect((await rotateKeys(db.pool, [keyFileWrapper(keyFile)])).rewrapped).toBe(4);
    for (const [index, bytes] of sealed.entries()) expect(await fromFile().decrypt(`org_${index}`, bytes, "x")).toEqual(secret);
  });

  it("lets a process that runs meanwhile read keys it does not know yet", async () => {
    const wrapper = keyFileWrapper(keyFile);
    const sealedBefore = await secretsOf(wrapper).encrypt("org_a", secret, "x");
    await addKeyToFile(keyFile);
    await rotateKeys(db.pool, [keyFileWrapper(keyFile)]);
    expect(await secretsOf(wrapper).decrypt("org_a", sealedBefore, "x")).toEqual(secret);
  });
});

describe("AWS KMS, through the real SDK", () => {
  let kms: KmsDouble;
  let client: KMSClient;
  beforeAll(async () => {
    kms = await startKmsDouble();
    client = new KMSClient({
      region: "eu-central-1",
      endpoint: kms.url,
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
      maxAttempts: 3,
      retryMode: "standard",
    });
    kms.addKey("alias/one");
    kms.addKey("alias/two");
  });
  afterAll(async () => {
    client.destroy();
    await kms.close();
  });
  const fromKms = (keyId = "alias/one") => secretsOf(kmsWrapper(client, keyId));

  it("wraps with GenerateDataKey, and one Decrypt a process opens any number of secrets", async () => {
    kms.calls.length = 0;
    const sealed = await fromKms().encrypt("org_a", secret, "x");
    const reader = fromKms();
    for (let i = 0; i < 5; i++) expect(await reader.decrypt("org_a", sealed, "x")).toEqual(secret);
    // The writer opens the stored row too: another process may have been first.
    expect(kms.calls).toEqual(["GenerateDataKey", "Decrypt", "Decrypt"]);
  });

  it("refuses a data key under another organization's encryption context", async () => {
    const sealed = await fromKms().encrypt("org_a", secret, "x");
    await db.pool.query("update data_keys set organization_id = 'org_thief'");
    await expect(fromKms().decrypt("org_thief", sealed, "x")).rejects.toThrow(SecretsUnreadable);
  });

  it("moves an install from the key file to KMS and on to another KMS key", async () => {
    const sealed = await fromFile().encrypt("org_a", secret, "x");
    expect((await rotateKeys(db.pool, [kmsWrapper(client, "alias/one"), keyFileWrapper(keyFile)])).rewrapped).toBe(1);
    expect(await fromKms().decrypt("org_a", sealed, "x")).toEqual(secret);
    expect((await rotateKeys(db.pool, [kmsWrapper(client, "alias/two")])).rewrapped).toBe(1);
    expect(await fromKms("alias/two").decrypt("org_a", sealed, "x")).toEqual(secret);
  });

  it("outlives a passing KMS failure and reports a disabled key", async () => {
    const sealed = await fromKms().encrypt("org_a", secret, "x");
    kms.failNext(1);
    expect(await fromKms().decrypt("org_a", sealed, "x")).toEqual(secret);
    kms.addKey("alias/off");
    const off = await fromKms("alias/off").encrypt("org_off", secret, "x");
    kms.disableKey("alias/off");
    await expect(fromKms("alias/off").decrypt("org_off", off, "x")).rejects.toThrow(/disabled/);
  });

  it("says which wrapper is missing when KMS is no longer configured", async () => {
    const sealed = await fromKms().encrypt("org_a", secret, "x");
    await expect(fromFile().decrypt("org_a", sealed, "x")).rejects.toThrow(/kms:alias\/one, which is not configured/);
  });
});
