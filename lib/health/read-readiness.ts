import { readdir } from "node:fs/promises";
import path from "node:path";
import type pg from "pg";
import { database } from "@/lib/db";
import { processState } from "./process-state";

const databaseTimeoutMs = 2_000;

export type Readiness = {
  isDatabaseReady: boolean;
  isEngineReady: boolean;
  /** Everything that stands in the way, in words; empty when ready. */
  problems: string[];
};

export async function readReadiness(): Promise<Readiness> {
  const { isStopping, isEngineReady: engine } = processState();
  const databaseProblem = await withTimeout(readDatabaseProblem());
  const isEngineReady = engine?.() ?? false;
  const problems = [
    ...(isStopping ? ["the process is stopping"] : []),
    ...(databaseProblem ? [databaseProblem] : []),
    ...(isEngineReady ? [] : ["the engine has not started"]),
  ];
  return { isDatabaseReady: databaseProblem === null, isEngineReady, problems };
}

async function readDatabaseProblem(): Promise<string | null> {
  try {
    return await readMigrationProblem(database().pool, await migrationNames());
  } catch {
    // The error may name hosts and users: it belongs in the log of the pool's users, not in a public answer.
    return "the database can't be reached";
  }
}

/** Compares Prisma's history with the migrations this release brings. */
export async function readMigrationProblem(pool: pg.Pool, expected: readonly string[]): Promise<string | null> {
  const history = await pool.query<{ name: string; is_finished: boolean }>(
    `SELECT migration_name AS name, finished_at IS NOT NULL AS is_finished FROM _prisma_migrations WHERE rolled_back_at IS NULL`,
  );
  const failed = history.rows.find((row) => !row.is_finished);
  if (failed) return `migration ${failed.name} failed or is running`;
  const applied = new Set(history.rows.map((row) => row.name));
  const missing = expected.filter((name) => !applied.has(name));
  return missing.length === 0 ? null : `${missing.length} migration(s) are not applied, first ${missing[0]}`;
}

let names: Promise<string[]> | undefined;

function migrationNames(): Promise<string[]> {
  names ??= readdir(/* turbopackIgnore: true */ path.join(process.cwd(), "prisma", "migrations"), { withFileTypes: true }).then((entries) =>
    entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name),
  );
  names.catch(() => (names = undefined));
  return names;
}

async function withTimeout(answer: Promise<string | null>): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`the database does not answer within ${databaseTimeoutMs / 1000} s`), databaseTimeoutMs);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
