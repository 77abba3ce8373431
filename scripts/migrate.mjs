import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";

const MIGRATIONS_DIR = path.resolve(import.meta.dirname, "../prisma/migrations");
/** The key of the advisory lock that Prisma's schema engine takes: its runs and ours exclude each other. */
const PRISMA_LOCK_KEY = 72707369;
/** Prisma's own table (schema-engine, `sql_schema_connector`): what we apply, `prisma migrate` knows as applied. */
const HISTORY_TABLE = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

/**
 * Applies what `prisma/migrations` holds beyond the database's history. Any number of callers at once apply it once.
 * @param {string} url
 * @param {string} [dir]
 * @param {(line: string) => void} [log]
 * @returns {Promise<string[]>} the names of the migrations applied now
 */
export async function migrate(url, dir = MIGRATIONS_DIR, log = () => {}) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`SELECT pg_advisory_lock(${PRISMA_LOCK_KEY})`);
    await client.query(HISTORY_TABLE);
    const applied = await readHistory(client);
    const pending = [];
    for (const migration of readMigrations(dir)) {
      const checksum = applied.get(migration.name);
      if (checksum === undefined) pending.push(migration);
      else if (checksum !== migration.checksum) log(`warning: migration ${migration.name} was edited after it was applied`);
    }
    for (const migration of pending) await apply(client, migration);
    return pending.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

/**
 * @param {pg.Client} client
 * @returns {Promise<Map<string, string>>} name → checksum
 */
async function readHistory(client) {
  const { rows } = await client.query("SELECT migration_name, checksum, finished_at, logs FROM _prisma_migrations WHERE rolled_back_at IS NULL");
  const failed = rows.find((row) => row.finished_at === null);
  if (failed) {
    throw new Error(
      `migration ${failed.migration_name} failed earlier${failed.logs ? ` (${failed.logs})` : ""}: correct the cause, then run npx prisma migrate resolve --rolled-back ${failed.migration_name}`,
    );
  }
  return new Map(rows.map((row) => [row.migration_name, row.checksum]));
}

/** @param {string} dir */
function readMigrations(dir) {
  const names = fs.readdirSync(dir, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return names.sort().map((name) => {
    const bytes = fs.readFileSync(path.join(dir, name, "migration.sql"));
    return { name, sql: bytes.toString("utf8"), checksum: crypto.createHash("sha256").update(bytes).digest("hex") };
  });
}

/**
 * @param {pg.Client} client
 * @param {{ name: string, sql: string, checksum: string }} migration
 */
async function apply(client, { name, sql, checksum }) {
  const id = crypto.randomUUID();
  await client.query("INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ($1, $2, $3)", [id, checksum, name]);
  try {
    await client.query(sql); // one simple query is one implicit transaction, as in the native engine
  } catch (error) {
    await client.query("UPDATE _prisma_migrations SET logs = $2 WHERE id = $1", [id, error.message]);
    throw new Error(`migration ${name} failed: ${error.message}`, { cause: error });
  }
  await client.query("UPDATE _prisma_migrations SET finished_at = now(), applied_steps_count = 1 WHERE id = $1", [id]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (!process.env.DATABASE_URL) {
    console.error("DATABASE_URL is not set: it names the database to migrate");
    process.exit(1);
  }
  const applied = await migrate(process.env.DATABASE_URL, MIGRATIONS_DIR, console.error);
  console.log(applied.length === 0 ? "up to date" : `applied ${applied.join(", ")}`);
}
