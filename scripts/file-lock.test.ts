import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { withFileLock } from "./file-lock.mjs";
import { isAlive, processIdentity } from "./process-identity.mjs";

describe("a file lock", () => {
  let dir: string;
  beforeEach(() => void (dir = mkdtempSync(path.join(tmpdir(), "lock-"))));
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it("lets one holder in at a time and leaves no file behind", async () => {
    let inside = 0;
    let most = 0;
    const work = async () => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setImmediate(resolve));
      inside -= 1;
    };
    await Promise.all(Array.from({ length: 8 }, () => withFileLock(path.join(dir, "lock"), work)));
    expect(most).toBe(1);
    expect(readdirSync(dir)).toEqual([]);
  });

  it("is taken over from an owner that is dead, by one of many at a time", async () => {
    writeFileSync(path.join(dir, "lock"), `${process.pid}:1`); // our pid, in an earlier life
    const order: string[] = [];
    await Promise.all([1, 2, 3].map((n) => withFileLock(path.join(dir, "lock"), async () => void order.push(`in ${n}`, `out ${n}`))));
    expect(order.filter((entry) => entry.startsWith("in"))).toHaveLength(3);
    expect(readdirSync(dir)).toEqual([]);
  });

  it("names the living owner when it can't be had in time", async () => {
    const owner = processIdentity(process.ppid) ?? "";
    writeFileSync(path.join(dir, "lock"), owner);
    await expect(withFileLock(path.join(dir, "lock"), async () => {}, { timeoutMs: 0 })).rejects.toThrow(`is held by process ${owner}`);
  });

  it("is freed when the work fails", async () => {
    const failing = withFileLock(path.join(dir, "lock"), async () => {
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(readdirSync(dir)).toEqual([]);
  });
});

describe("a process's identity", () => {
  it("tells a process from another one that had its pid", () => {
    const identity = processIdentity(process.pid) ?? "";
    expect(isAlive(identity)).toBe(true);
    expect(isAlive(`${process.pid}:0`)).toBe(false);
    expect(processIdentity(2 ** 22 + 1)).toBeNull();
  });
});
