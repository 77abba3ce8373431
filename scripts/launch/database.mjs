import { LaunchError } from "./launcher.mjs";

/**
 * Gives the process a migrated database: the one DATABASE_URL names, or the embedded one in the data directory.
 * @param {import("./launcher.mjs").Launcher} launcher
 * @param {string} dataDir
 * @returns {Promise<{ url: string, release: () => Promise<void> }>}
 */
export async function openDatabase(launcher, dataDir) {
  // These import packages: not before the installation is done.
  const [{ acquirePostgres }, { migrate }] = await Promise.all([import("../embedded-postgres.mjs"), import("../migrate.mjs")]);
  const external = process.env.DATABASE_URL;
  const database = external
    ? { url: external, release: async () => {} }
    : await launcher.step("starting PostgreSQL", () => acquirePostgres({ dataDir, log: launcher.line }).catch(explain("PostgreSQL")));
  try {
    const applied = await migrate(database.url, undefined, launcher.line).catch(explain(external ? "the database of DATABASE_URL" : "the database"));
    if (applied.length > 0) launcher.line(`✓ applied ${applied.length} migration${applied.length === 1 ? "" : "s"}`);
  } catch (error) {
    await database.release();
    throw error;
  }
  return database;
}

/**
 * @param {string} what
 * @returns {(error: Error & { code?: string }) => never}
 */
function explain(what) {
  return (error) => {
    throw new LaunchError(`${what}: ${error.message || error.code || "can't be reached"}`);
  };
}
