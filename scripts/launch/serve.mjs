import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { buildPages, bundleProgram } from "./build.mjs";
import { ensureSecrets, prepareDataDir } from "./data-dir.mjs";
import { openDatabase } from "./database.mjs";
import { ensureDependencies } from "./dependencies.mjs";
import { LaunchError, projectDir } from "./launcher.mjs";
import { checkPortIsFree } from "./port.mjs";
import { generatePrismaClient } from "./prisma-client.mjs";

const SERVER = { what: "the server", entry: "server.ts", output: "dist/server.mjs", sources: [] };

/**
 * From a fresh clone to a listening process: whatever is missing is made first. The server runs in this very process;
 * installing, generating and building happen in children, so that their memory is given back.
 * @param {import("./launcher.mjs").Launcher} launcher
 * @param {{ isDev: boolean }} options
 */
export async function serve(launcher, { isDev }) {
  const startedAt = Date.now();
  process.chdir(projectDir);
  loadEnvironmentFile();
  const dataDir = prepareDataDir();
  await checkPortIsFree();
  await ensureDependencies(launcher);
  await generatePrismaClient(launcher);
  if (!isDev && process.env.ROLE !== "worker") await buildPages(launcher);
  await bundleProgram(launcher, SERVER);

  /** @type {(() => Promise<void>)[]} */
  const cleanups = [];
  stopOnSignals(launcher, cleanups);
  const database = await openDatabase(launcher, dataDir);
  cleanups.push(database.release);
  setEnvironment(dataDir, database.url, isDev);
  try {
    const { startServer } = await import(pathToFileURL(path.join(projectDir, SERVER.output)).href);
    const server = await startServer({ isDev });
    cleanups.push(server.stop);
    launcher.line(`✓ Ingestlayer is ready at ${server.url} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`);
    if (server.setupLink) launcher.line(`→ Create the owner account (this link works once): ${server.setupLink}`);
  } catch (error) {
    await database.release();
    throw isExpected(error) ? new LaunchError(error.message) : error;
  }
}

function loadEnvironmentFile() {
  const file = path.join(projectDir, ".env");
  if (fs.existsSync(file)) process.loadEnvFile(file); // what the surroundings set stays
}

/**
 * @param {string} dataDir
 * @param {string} databaseUrl
 * @param {boolean} isDev
 */
function setEnvironment(dataDir, databaseUrl, isDev) {
  Object.assign(process.env, ensureSecrets(dataDir), {
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    NODE_ENV: isDev ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
  });
  if (process.env.PUBLIC_URL) process.env.NEXTAUTH_URL ??= process.env.PUBLIC_URL;
  else process.env.AUTH_TRUST_HOST ??= "true"; // without a public address, links follow the Host header
}

/**
 * The first signal drains, a second one ends the process at once.
 * @param {import("./launcher.mjs").Launcher} launcher
 * @param {(() => Promise<void>)[]} cleanups run last to first
 */
function stopOnSignals(launcher, cleanups) {
  let isStopping = false;
  const stop = async () => {
    if (isStopping) process.exit(1);
    isStopping = true;
    launcher.line("stopping …");
    try {
      for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
      process.exit(0);
    } catch (error) {
      process.stderr.write(`stopping failed: ${error?.stack ?? error}\n`);
      process.exit(1);
    }
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

/** @param {unknown} error */
function isExpected(error) {
  return error instanceof Error && error.message.startsWith("The environment is not usable");
}
