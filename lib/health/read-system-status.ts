import { database } from "@/lib/db";
import packageJson from "@/package.json";
import { processState } from "./process-state";
import { readReadiness, type Readiness } from "./read-readiness";

export type SystemStatus = Readiness & {
  version: string;
  startedAt: Date;
  /** About right, however many rows there are; null while the database is away. */
  counts: { events: number; pipelines: number; deliveries: number } | null;
};

/** What the status page shows. */
export async function readSystemStatus(): Promise<SystemStatus> {
  const readiness = await readReadiness();
  const counts = readiness.isDatabaseReady ? await readCounts().catch(() => null) : null;
  return { ...readiness, version: packageJson.version, startedAt: processState().startedAt, counts };
}

const tables = ["events", "pipelines", "deliveries"] as const;
const exactUpTo = 10_000;

/**
 * Exact while that is cheap: the statistics lag, and a first event must show. Beyond it they are close enough, and
 * counting a million rows for a status page is not worth the read.
 */
async function readCounts(): Promise<NonNullable<SystemStatus["counts"]>> {
  const { rows } = await database().pool.query<Record<(typeof tables)[number], number>>(countsSql, [exactUpTo]);
  return rows[0] ?? { events: 0, pipelines: 0, deliveries: 0 };
}

const countsSql = `SELECT ${tables.map((table) => `(
  SELECT CASE WHEN n < $1 THEN n ELSE greatest(n, (SELECT n_live_tup FROM pg_stat_user_tables WHERE schemaname = 'public' AND relname = '${table}')) END
  FROM (SELECT count(*) AS n FROM (SELECT 1 FROM ${table} LIMIT $1) counted_up_to) counted)::float8 AS ${table}`).join(", ")}`;
