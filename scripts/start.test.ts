import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ensureSecrets } from "./launch/data-dir.mjs";

describe("npm start", () => {
  let dir: string;
  beforeEach(() => void (dir = mkdtempSync(path.join(tmpdir(), "start-"))));
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  function start(env: Record<string, string>): Promise<{ code: number | null; stderr: string }> {
    return new Promise((resolve) => {
      const child = spawn(process.execPath, [path.join(import.meta.dirname, "start.mjs")], { env: { ...process.env, ...env }, stdio: ["ignore", "ignore", "pipe"] });
      let stderr = "";
      child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
      child.on("close", (code) => resolve({ code, stderr }));
    });
  }

  it("says which Node it needs", async () => {
    expect(await start({ INGESTLAYER_TEST_NODE_VERSION: "18.19.1", DATA_DIR: dir })).toEqual({
      code: 1,
      stderr: "start: Node 20.19 or newer is needed, this is 18.19.1: install one from https://nodejs.org\n",
    });
  });

  it("names the port that is taken, and how to choose another", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
    const { port } = server.address() as { port: number };
    const result = await start({ PORT: String(port), HOST: "127.0.0.1", DATA_DIR: dir });
    await new Promise((resolve) => server.close(resolve));
    expect(result).toEqual({
      code: 1,
      stderr: `start: port ${port} on 127.0.0.1 is taken: stop what listens there, or choose another, as in PORT=${port + 1} npm start\n`,
    });
  });

  it("says what is wrong with PORT", async () => {
    const result = await start({ PORT: "http", DATA_DIR: dir });
    expect(result.stderr).toBe('start: PORT is "http", expected a number from 0 to 65535\n');
  });

  it("names the data directory that can't be written", async () => {
    const file = path.join(dir, "a-file");
    writeFileSync(file, "");
    const result = await start({ DATA_DIR: path.join(file, "data") });
    expect(result).toEqual({
      code: 1,
      stderr: `start: the data directory ${path.join(file, "data")} is not writable (ENOTDIR): make it writable, or name another one with DATA_DIR=\n`,
    });
  });
});

describe("the generated secrets", () => {
  it("are made once, 32 random bytes, readable by their owner alone", () => {
    const dir = mkdtempSync(path.join(tmpdir(), "secrets-"));
    chmodSync(dir, 0o755);
    const first = ensureSecrets(dir);
    expect(ensureSecrets(dir)).toEqual(first);
    const keyFile = path.join(dir, "encryption.key");
    expect(Buffer.from(readFileSync(keyFile, "utf8"), "base64")).toHaveLength(32);
    expect(statSync(keyFile).mode & 0o777).toBe(0o600);
    expect(statSync(path.join(dir, "nextauth-secret")).mode & 0o777).toBe(0o600);
    rmSync(dir, { recursive: true, force: true });
  });
});
