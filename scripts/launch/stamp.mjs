import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { withFileLock } from "../file-lock.mjs";
import { projectDir } from "./launcher.mjs";

/** An installation on a slow line takes this long at most. */
const LOCK_TIMEOUT_MS = 15 * 60_000;

const IGNORED_NAMES = new Set(["node_modules", "dist", "testing"]);

/** Rewritten often without a change, and costly to act upon. */
const CONTENT_COUNTS = new Set(["package-lock.json"]);

/**
 * Does `work` unless the inputs are what they were when it was last done.
 * @param {string} stampFile relative to the project
 * @param {string[]} inputs files and folders, relative to the project; missing ones count as empty
 * @param {string[]} products what the work leaves behind: done again when one is missing
 * @param {() => Promise<void>} work
 */
export async function whenStale(stampFile, inputs, products, work) {
  const stamp = path.join(projectDir, stampFile);
  const isFresh = () => products.every((product) => fs.existsSync(path.join(projectDir, product))) && readIfThere(stamp) === fingerprint(inputs);
  if (isFresh()) return;
  const lockDir = path.join(projectDir, "dist");
  fs.mkdirSync(lockDir, { recursive: true });
  await withFileLock(path.join(lockDir, ".launch-lock"), async () => {
    if (isFresh()) return; // another process did it while we waited
    const current = fingerprint(inputs);
    fs.rmSync(stamp, { force: true });
    await work();
    fs.mkdirSync(path.dirname(stamp), { recursive: true });
    fs.writeFileSync(stamp, current);
  }, { timeoutMs: LOCK_TIMEOUT_MS });
}

/** @param {string} file */
function readIfThere(file) {
  return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : null;
}

/**
 * Names, sizes and times of modification: cheap enough for every start, and a copy made elsewhere just builds once more.
 * @param {string[]} inputs
 */
function fingerprint(inputs) {
  const hash = crypto.createHash("sha256");
  const visit = (/** @type {string} */ relative) => {
    const stat = fs.statSync(path.join(projectDir, relative), { throwIfNoEntry: false });
    if (stat === undefined) return;
    if (stat.isFile()) {
      if (CONTENT_COUNTS.has(relative)) hash.update(fs.readFileSync(path.join(projectDir, relative)));
      else if (!/\.test\.tsx?$/.test(relative)) hash.update(`${relative}\0${stat.size}\0${stat.mtimeMs}\n`);
      return;
    }
    for (const name of fs.readdirSync(path.join(projectDir, relative)).sort()) {
      if (!IGNORED_NAMES.has(name) && !name.startsWith(".")) visit(path.join(relative, name));
    }
  };
  for (const input of inputs) visit(input);
  hash.update(process.version);
  return hash.digest("hex");
}
