import fs from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { isAlive, processIdentity } from "./process-identity.mjs";

const POLL_MS = 20;
/** Breaking a stale lock is a few synchronous file operations: an older marker was left by a killed process. */
const BREAKER_STALE_MS = 5_000;

/**
 * Runs `work` while this process alone holds the lock file; a lock whose owner died is taken over.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @param {{ timeoutMs?: number }} [options]
 * @returns {Promise<T>}
 */
export async function withFileLock(file, work, { timeoutMs = 120_000 } = {}) {
  const claim = `${file}.${process.pid}.${claims++}`;
  fs.writeFileSync(claim, processIdentity(process.pid) ?? String(process.pid), { mode: 0o644 });
  try {
    await acquire(file, claim, Date.now() + timeoutMs);
  } finally {
    fs.rmSync(claim, { force: true });
  }
  try {
    return await work();
  } finally {
    fs.rmSync(file, { force: true });
  }
}

let claims = 0;

/**
 * @param {string} file
 * @param {string} claim a finished file: linking it makes the lock appear with its owner already inside
 * @param {number} deadline
 */
async function acquire(file, claim, deadline) {
  for (;;) {
    try {
      fs.linkSync(claim, file);
      return;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    const owner = readOwner(file);
    if (owner !== null && !isAlive(owner)) breakLock(file, owner);
    else if (Date.now() > deadline) throw new Error(`${file} is held by process ${owner}: stop that process, or remove the file if it is not ours`);
    else await sleep(POLL_MS);
  }
}

/** @param {string} file */
function readOwner(file) {
  try {
    return fs.readFileSync(file, "utf8");
  } catch (error) {
    if (error.code === "ENOENT") return null;
    throw error;
  }
}

/**
 * Two processes may find the same stale lock: only the holder of the marker removes it, and only after a second look.
 * @param {string} file
 * @param {string} staleOwner
 */
function breakLock(file, staleOwner) {
  const marker = `${file}.breaking`;
  try {
    fs.closeSync(fs.openSync(marker, "wx"));
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
    const markedAt = fs.statSync(marker, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - markedAt > BREAKER_STALE_MS) fs.rmSync(marker, { force: true });
    return;
  }
  if (readOwner(file) === staleOwner) fs.rmSync(file, { force: true });
  fs.rmSync(marker, { force: true });
}
