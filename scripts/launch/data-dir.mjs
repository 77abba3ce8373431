import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { LaunchError, projectDir } from "./launcher.mjs";

/**
 * DATA_DIR, made and proven writable. Without one: `.data` in the project, or /var/lib/ingestlayer where root runs
 * a project in a private directory, which the account that PostgreSQL runs under could not reach.
 * @returns {string} absolute path
 */
export function prepareDataDir() {
  const isUnreachable = process.getuid?.() === 0 && isPrivate(projectDir);
  const dir = path.resolve(projectDir, process.env.DATA_DIR || (isUnreachable ? "/var/lib/ingestlayer" : ".data"));
  const probe = path.join(dir, `.probe-${process.pid}`);
  try {
    makeDir(dir);
    fs.writeFileSync(probe, "");
    fs.rmSync(probe);
  } catch (error) {
    throw new LaunchError(`the data directory ${dir} is not writable (${error.code}): make it writable, or name another one with DATA_DIR=`);
  }
  return dir;
}

/**
 * Generates once what must be secret and last: the session secret and the key that wraps the stored credentials' keys.
 * @param {string} dataDir
 * @returns {{ NEXTAUTH_SECRET?: string, ENCRYPTION_KEY_FILE?: string }} for the environment, where it says nothing yet
 */
export function ensureSecrets(dataDir) {
  const isKeyElsewhere = Boolean(process.env.ENCRYPTION_KEY_FILE || process.env.AWS_KMS_KEY_ID);
  const keyFile = path.join(dataDir, "encryption.key");
  if (!isKeyElsewhere) createOnce(keyFile, () => crypto.randomBytes(32).toString("base64"));
  const sessionSecret = process.env.NEXTAUTH_SECRET || createOnce(path.join(dataDir, "nextauth-secret"), () => crypto.randomBytes(32).toString("base64url"));
  return { NEXTAUTH_SECRET: sessionSecret, ...(isKeyElsewhere ? {} : { ENCRYPTION_KEY_FILE: keyFile }) };
}

/**
 * @param {string} file
 * @param {() => string} make
 * @returns {string} what the file holds
 */
function createOnce(file, make) {
  const draft = `${file}.${process.pid}`;
  if (!fs.existsSync(file)) {
    fs.writeFileSync(draft, make(), { mode: 0o600, flush: true });
    try {
      fs.linkSync(draft, file); // fails if another process was first: its value counts
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    } finally {
      fs.rmSync(draft, { force: true });
    }
  }
  return fs.readFileSync(file, "utf8").trim();
}

/**
 * Node's own recursive mkdir never returns where the kernel answers ENOENT below an existing directory, as in /proc.
 * @param {string} dir
 */
function makeDir(dir) {
  if (fs.existsSync(dir)) return;
  makeDir(path.dirname(dir));
  try {
    fs.mkdirSync(dir);
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  }
}

/** @param {string} dir */
function isPrivate(dir) {
  for (let at = dir; ; at = path.dirname(at)) {
    if ((fs.statSync(at).mode & 0o001) === 0) return true;
    if (at === path.dirname(at)) return false;
  }
}
