import { closeDatabase, openDatabase, type Database } from "@/lib/db";
import { acquirePostgres } from "../scripts/embedded-postgres.mjs";
import { migrate } from "../scripts/migrate.mjs";
import { CliError, type CliIo } from "./command";

/** Works straight on the database: the one of DATABASE_URL, else the embedded one of DATA_DIR, joined or started for this. */
export async function withDatabase<T>(io: CliIo, work: (db: Database) => Promise<T>): Promise<T> {
  const { DATABASE_URL, DATA_DIR } = io.environment;
  if (DATABASE_URL) return useDatabase(DATABASE_URL, io, work);
  if (!DATA_DIR) throw new CliError("no database: set DATABASE_URL, or DATA_DIR for the embedded one");
  const postgres = await acquirePostgres({ dataDir: DATA_DIR, log: io.note });
  try {
    return await useDatabase(postgres.url, io, work);
  } finally {
    await postgres.release();
  }
}

async function useDatabase<T>(url: string, io: CliIo, work: (db: Database) => Promise<T>): Promise<T> {
  await migrate(url, undefined, io.note);
  const db = openDatabase(url, 2);
  try {
    return await work(db);
  } finally {
    await closeDatabase(db);
  }
}
