import { existsSync, mkdtempSync, chmodSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { acquirePostgres } from "../../scripts/embedded-postgres.mjs";
import { migrate } from "../../scripts/migrate.mjs";
import { isAlive, processIdentity } from "../../scripts/process-identity.mjs";

declare module "vitest" {
  export interface ProvidedContext {
    /** Any database of the run's server, for statements such as CREATE DATABASE. */
    adminDatabaseUrl: string;
  }
}

export const TEMPLATE_DATABASE = "template_migrated";
const DIR_PREFIX = "ingestlayer-test-";
/** A test run may lose its data with the machine: what is tested against crashes starts a server of its own. */
const FAST_SETTINGS = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", shared_buffers: "128MB", max_connections: "300" };

/** One PostgreSQL for the run, with a migrated database that every test file gets its copy of. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  removeLeftovers();
  const dataDir = mkdtempSync(path.join(tmpdir(), DIR_PREFIX));
  chmodSync(dataDir, 0o755);
  writeFileSync(path.join(dataDir, "owner"), processIdentity(process.pid) ?? "");
  const postgres = await acquirePostgres({ dataDir, settings: FAST_SETTINGS });
  await createTemplate(postgres.url);
  project.provide("adminDatabaseUrl", postgres.url);
  return async () => {
    await postgres.release();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

async function createTemplate(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${TEMPLATE_DATABASE}`);
  } finally {
    await client.end();
  }
  const url = new URL(adminUrl);
  url.pathname = `/${TEMPLATE_DATABASE}`;
  await migrate(url.href);
}

/** Runs that were killed could not stop their server. */
function removeLeftovers(): void {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(DIR_PREFIX))) {
    const dataDir = path.join(tmpdir(), name);
    const ownerFile = path.join(dataDir, "owner");
    if (!existsSync(ownerFile) || isAlive(readFileSync(ownerFile, "utf8"))) continue;
    const pidFile = path.join(dataDir, "postgres/cluster/postmaster.pid");
    if (existsSync(pidFile)) stopQuietly(Number.parseInt(readFileSync(pidFile, "utf8"), 10));
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function stopQuietly(pid: number): void {
  try {
    process.kill(pid, "SIGQUIT");
  } catch {
    // It is gone already.
  }
}
