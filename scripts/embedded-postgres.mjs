import fs from "node:fs";
import path from "node:path";
import { withFileLock } from "./file-lock.mjs";
import { choosePort, describeServer, initialiseCluster, readPostmaster, runningServerPort, startServer, stopServer, urlOf } from "./postgres-server.mjs";
import { isAlive, processIdentity } from "./process-identity.mjs";

/** @typedef {import("./postgres-server.mjs").Server} Server */

const DATABASE = "ingestlayer";
const SUPERVISE_EVERY_MS = 100;

/**
 * Starts PostgreSQL in `<dataDir>/postgres`, or joins the one that already runs there, and keeps it running until `release`.
 * The last process to release it stops it; what a killed process left running is adopted by the next.
 * @param {object} options
 * @param {string} options.dataDir
 * @param {(line: string) => void} [options.log]
 * @param {Record<string, string>} [options.settings] server settings laid over the defaults
 * @returns {Promise<{ url: string, port: number, joined: boolean, release: () => Promise<void> }>} `joined`: it was running already
 */
export async function acquirePostgres({ dataDir, log = () => {}, settings = {} }) {
  const server = describeServer(dataDir, settings);
  return withFileLock(server.lockFile, async () => {
    initialiseCluster(server, log);
    const runningPort = await runningServerPort(server);
    const port = runningPort ?? (await choosePort(server));
    if (runningPort === null) await startServer(server, port);
    const stopSupervising = supervise(server, port, log);
    const leave = join(server);
    try {
      await createDatabase(server, port);
    } catch (error) {
      stopSupervising();
      leave();
      throw error;
    }
    /** @type {Promise<void> | undefined} */
    let released;
    const release = async () => {
      await stopSupervising();
      await withFileLock(server.lockFile, async () => {
        leave();
        if (livingUsers(server).length === 0) await stopServer(server);
      });
    };
    return { url: urlOf(server, port, DATABASE), port, joined: runningPort !== null, release: () => (released ??= release()) };
  });
}

/**
 * Brings a server that died back on its port. Every user of the cluster watches; the lock lets one of them act.
 * @param {Server} server
 * @param {number} port
 * @param {(line: string) => void} log
 * @returns {() => Promise<void>} ends the watch
 */
function supervise(server, port, log) {
  /** @type {Promise<void> | null} */
  let repair = null;
  const timer = setInterval(() => {
    if (repair !== null || readPostmaster(server) !== null) return;
    repair = withFileLock(server.lockFile, async () => {
      if (readPostmaster(server) !== null) return;
      const startedAt = Date.now();
      log("PostgreSQL died: starting it again");
      await startServer(server, port);
      log(`PostgreSQL is back after ${Date.now() - startedAt} ms`);
    })
      .catch((error) => log(`PostgreSQL can't be started again: ${error.message}`))
      .finally(() => (repair = null));
  }, SUPERVISE_EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await repair;
  };
}

let uses = 0;

/**
 * @param {Server} server
 * @returns {() => void} leaves again
 */
function join(server) {
  const file = path.join(server.usersDir, `${process.pid}-${uses++}`);
  fs.writeFileSync(file, processIdentity(process.pid) ?? String(process.pid));
  return () => fs.rmSync(file, { force: true });
}

/** @param {Server} server */
function livingUsers(server) {
  return fs.readdirSync(server.usersDir).filter((name) => {
    const file = path.join(server.usersDir, name);
    if (isAlive(fs.readFileSync(file, "utf8"))) return true;
    fs.rmSync(file, { force: true });
    return false;
  });
}

/**
 * @param {Server} server
 * @param {number} port
 */
async function createDatabase(server, port) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: urlOf(server, port, "postgres") });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}

