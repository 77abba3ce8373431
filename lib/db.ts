import pg from "pg";
import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "@/generated/prisma/client";
import { createHistoryPool } from "./adapters/postgres/history-pool";
import { surviveLostConnections } from "./adapters/postgres/survive-lost-connections";
import { env } from "./env";

/** `pool` is shared by raw SQL and Prisma; connections are made when they are needed. */
export type Database = {
  pool: pg.Pool;
  prisma: PrismaClient;
  /** For the statements that write the history of every event; see lib/adapters/postgres/history-pool. */
  history: pg.Pool;
  url: string;
};

/** The process's database. Next bundles its own copy of every module, hence the singleton on globalThis. */
export function database(): Database {
  const holder = globalThis as typeof globalThis & { ingestlayerDatabase?: Database };
  if (holder.ingestlayerDatabase) return holder.ingestlayerDatabase;
  const url = env().DATABASE_URL;
  if (!url) throw new Error("DATABASE_URL is not set: start through `npm start`, which provides a database");
  holder.ingestlayerDatabase = openDatabase(url);
  return holder.ingestlayerDatabase;
}

/** Undefined in a process that has not used it yet. */
export function databaseIfOpen(): Database | undefined {
  return (globalThis as typeof globalThis & { ingestlayerDatabase?: Database }).ingestlayerDatabase;
}

/** A busy machine is slow, not wrong: Prisma's own five seconds turned a deploy under load into an error. */
const transactionOptions = { maxWait: 10_000, timeout: 20_000 };

/** Opens a database of its own, for tests and tools; close with `closeDatabase`. */
export function openDatabase(url: string, connectionsMax = 16): Database {
  const pool = new pg.Pool({ connectionString: url, max: connectionsMax });
  surviveLostConnections(pool);
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool), transactionOptions });
  return { pool, prisma, history: createHistoryPool(url), url };
}

export async function closeDatabase(db: Database): Promise<void> {
  await db.prisma.$disconnect();
  await Promise.all([db.pool, db.history].filter((pool) => !pool.ended).map((pool) => pool.end()));
}
