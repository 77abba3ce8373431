import { spawn, spawnSync } from "node:child_process";
import crypto from "node:crypto";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { canRead, postgresBinaries, unprivilegedAccount } from "./postgres-binaries.mjs";
import { processIdentity } from "./process-identity.mjs";

const USER = "ingestlayer";
const READY_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 20_000;
const LOG_BYTES_MAX = 16 * 1024 * 1024;
const SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "100",
  shared_buffers: "256MB",
  effective_cache_size: "1GB",
  work_mem: "16MB",
  maintenance_work_mem: "128MB",
  max_wal_size: "2GB",
  wal_compression: "on",
  checkpoint_timeout: "15min",
  random_page_cost: "1.1",
  // The queue tables are small and rewritten all the time: dead rows must go before their indexes grow.
  autovacuum_naptime: "10s",
  autovacuum_vacuum_cost_limit: "2000",
  jit: "off",
  log_min_messages: "warning",
  log_checkpoints: "off",
};

/** @typedef {ReturnType<typeof describeServer>} Server */

/**
 * @param {string} dataDir
 * @param {Record<string, string>} settings
 */
export function describeServer(dataDir, settings) {
  const account = unprivilegedAccount();
  const home = path.resolve(dataDir, "postgres");
  fs.mkdirSync(path.join(home, "users"), { recursive: true });
  if (!canRead(account, home)) {
    throw new Error(`${home} can't be reached by the account PostgreSQL runs under (uid ${account.uid}): set DATA_DIR to a directory outside of private ones, such as /var/lib/ingestlayer`);
  }
  return {
    home,
    account,
    settings: { ...SETTINGS, ...settings },
    binaries: postgresBinaries(home, account),
    cluster: path.join(home, "cluster"),
    passwordFile: path.join(home, "password"),
    portFile: path.join(home, "port"),
    logFile: path.join(home, "postgres.log"),
    lockFile: path.join(home, "lock"),
    usersDir: path.join(home, "users"),
  };
}

/**
 * @param {Server} server
 * @param {(line: string) => void} log
 */
export function initialiseCluster(server, log) {
  if (!fs.existsSync(server.passwordFile)) fs.writeFileSync(server.passwordFile, crypto.randomBytes(24).toString("base64url"), { mode: 0o600 });
  if (fs.existsSync(path.join(server.cluster, "PG_VERSION"))) return;
  log("creating the database cluster");
  // initdb writes PG_VERSION early: it works in a directory of its own, which gets its name only when it is whole.
  const unfinished = `${server.cluster}.new`;
  fs.rmSync(unfinished, { recursive: true, force: true });
  fs.mkdirSync(unfinished, { mode: 0o700 });
  give(unfinished, server.account);
  const password = `${unfinished}.password`;
  fs.writeFileSync(password, fs.readFileSync(server.passwordFile), { mode: 0o600 });
  give(password, server.account);
  const sync = server.settings.fsync === "off" ? ["--no-sync"] : [];
  const args = ["-D", unfinished, "-U", USER, `--pwfile=${password}`, "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--no-instructions", ...sync];
  const result = spawnSync(server.binaries.initdb, args, { ...server.account, cwd: unfinished, env: serverEnvironment(), encoding: "utf8" });
  fs.rmSync(password, { force: true });
  if (result.status !== 0) throw new Error(`PostgreSQL could not create its data in ${server.cluster}: ${(result.stderr || result.stdout || String(result.error)).trim()}`);
  fs.renameSync(unfinished, server.cluster);
}

/**
 * @param {string} file
 * @param {import("./postgres-binaries.mjs").Account} account
 */
function give(file, { uid, gid }) {
  if (uid !== undefined && gid !== undefined) fs.chownSync(file, uid, gid);
}

function serverEnvironment() {
  return { PATH: process.env.PATH ?? "", LC_ALL: "C", TZ: "UTC" };
}

/**
 * @param {Server} server
 * @returns {Promise<number | null>} the port of a server that accepts connections on this cluster
 */
export async function runningServerPort(server) {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  for (;;) {
    const postmaster = readPostmaster(server);
    if (postmaster === null) return null;
    if (postmaster.isReady && (await accepts(postmaster.port))) return postmaster.port;
    if (Date.now() > deadline) throw new Error(`PostgreSQL (process ${postmaster.pid}) holds ${server.cluster} but accepts no connections; see ${server.logFile}`);
    await sleep(20);
  }
}

/**
 * @param {Server} server
 * @returns {{ pid: number, port: number, isReady: boolean } | null} null when no living server holds the cluster
 */
export function readPostmaster(server) {
  let lines;
  try {
    lines = fs.readFileSync(path.join(server.cluster, "postmaster.pid"), "utf8").split("\n");
  } catch (error) {
    if (error.code === "ENOENT") return null;
    throw error;
  }
  const pid = Number(lines[0]);
  if (processIdentity(pid) === null || !worksIn(pid, server.cluster)) return null;
  return { pid, port: Number(lines[3]), isReady: (lines[7] ?? "").trim() === "ready" };
}

/**
 * After a reboot another program may have the old server's pid; postgres itself would then refuse to start.
 * @param {number} pid
 * @param {string} dir
 */
function worksIn(pid, dir) {
  try {
    return fs.readlinkSync(`/proc/${pid}/cwd`) === fs.realpathSync(dir);
  } catch (error) {
    // No /proc (macOS), or a process that just went away: the caller looks again.
    return !fs.existsSync("/proc/self/cwd") || error.code === "EACCES";
  }
}

/** @param {number} port */
function accepts(port) {
  return new Promise((resolve) => {
    const socket = net.connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true));
    socket.once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}

/**
 * The last port again where possible, so that URLs noted elsewhere stay valid.
 * @param {Server} server
 */
export async function choosePort(server) {
  const last = fs.existsSync(server.portFile) ? Number(fs.readFileSync(server.portFile, "utf8")) : 0;
  const port = (last > 0 ? await listenBriefly(last) : null) ?? (await listenBriefly(0));
  if (port === null) throw new Error("no free port on 127.0.0.1 for PostgreSQL");
  fs.writeFileSync(server.portFile, String(port));
  return port;
}

/**
 * @param {number} port
 * @returns {Promise<number | null>}
 */
function listenBriefly(port) {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once("error", () => resolve(null));
    probe.listen(port, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(address !== null && typeof address === "object" ? address.port : null));
    });
  });
}

/**
 * @param {Server} server
 * @param {number} port
 */
export async function startServer(server, port) {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  const settings = Object.entries({ ...server.settings, port: String(port) }).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  rotateLog(server.logFile);
  for (;;) {
    // Under our lock no server lives here: a pid file left behind could only block the start.
    if (readPostmaster(server) === null) fs.rmSync(path.join(server.cluster, "postmaster.pid"), { force: true });
    const output = fs.openSync(server.logFile, "a", 0o600);
    const child = spawn(server.binaries.postgres, ["-D", server.cluster, ...settings], {
      ...server.account,
      cwd: server.home,
      env: serverEnvironment(),
      stdio: ["ignore", output, output],
      detached: true, // it must outlive a killed parent, and a Ctrl-C in the terminal is not meant for it
    });
    fs.closeSync(output);
    child.on("error", () => {});
    child.unref();
    if (await becomesReady(server, child, deadline)) return;
    // After a kill -9 the old server's children hold its shared memory for a moment.
    if (!isSharedMemoryHeld(server.logFile) || Date.now() > deadline) throw new Error(`PostgreSQL did not start: ${lastLines(server.logFile)}`);
    await sleep(20);
  }
}

/**
 * @param {Server} server
 * @param {import("node:child_process").ChildProcess} child
 * @param {number} deadline
 */
async function becomesReady(server, child, deadline) {
  while (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
    const postmaster = readPostmaster(server);
    if (postmaster?.pid === child.pid && postmaster.isReady && (await accepts(postmaster.port))) return true;
    if (Date.now() > deadline) return false;
    await sleep(10);
  }
  return false;
}

/** @param {string} logFile */
function isSharedMemoryHeld(logFile) {
  return lastLines(logFile).includes("pre-existing shared memory block");
}

/** @param {string} logFile */
function lastLines(logFile) {
  return fs.readFileSync(logFile, "utf8").trimEnd().split("\n").slice(-4).join(" | ");
}

/** @param {string} logFile */
function rotateLog(logFile) {
  if ((fs.statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > LOG_BYTES_MAX) fs.renameSync(logFile, `${logFile}.1`);
}

/** @param {Server} server */
export async function stopServer(server) {
  const postmaster = readPostmaster(server);
  if (postmaster === null) return;
  process.kill(postmaster.pid, "SIGINT"); // "fast": open sessions are ended, what they committed is kept
  const deadline = Date.now() + STOP_TIMEOUT_MS;
  while (processIdentity(postmaster.pid) !== null) {
    if (Date.now() > deadline) throw new Error(`PostgreSQL (process ${postmaster.pid}) does not stop; see ${server.logFile}`);
    await sleep(10);
  }
}

/**
 * @param {Server} server
 * @param {number} port
 * @param {string} database
 */
export function urlOf(server, port, database) {
  return `postgresql://${USER}:${fs.readFileSync(server.passwordFile, "utf8").trim()}@127.0.0.1:${port}/${database}`;
}
