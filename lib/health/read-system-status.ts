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

/** The planner's own estimates: counting a million rows for a status page is not worth the read. */
async function readCounts(): Promise<SystemStatus["counts"]> {
  const { rows } = await database().pool.query<{ name: string; estimate: string }>(
    `SELECT relname AS name, greatest(n_live_tup, 0) AS estimate FROM pg_stat_user_tables
     WHERE schemaname = 'public' AND relname IN ('events', 'pipelines', 'deliveries')`,
  );
  const estimates = new Map(rows.map((row) => [row.name, Number(row.estimate)]));
  return { events: estimates.get("events") ?? 0, pipelines: estimates.get("pipelines") ?? 0, deliveries: estimates.get("deliveries") ?? 0 };
}
