import pg from "pg";
import { surviveLostConnections } from "./survive-lost-connections";

// The statements that write history touch few rows of large tables, whatever the statistics say at the moment: one plan
// that goes through indexes, made once, is the right one from the first event to the millionth. No setting keeps a plan
// made while a table was small from joining all of it: `= ANY (ARRAY(…))` on its key does, and LATERAL … OFFSET 0.
const sessionSettings = "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c jit=off -c statement_timeout=20000 -c lock_timeout=10000";

/** Connections for the few fixed statements that run for every event. One of each is in flight at a time. */
export function createHistoryPool(url: string): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: 6, options: sessionSettings, application_name: "ingestlayer history", keepAlive: true });
  surviveLostConnections(pool);
  return pool;
}

/**
 * How those statements are shared: one in flight, and while events stream in, a pause that lets the next one carry more
 * of them. Nobody waits for a single one of these rows, and a lone event meets no pause.
 */
export const historyBatching = { concurrentFlushes: 1, busyPauseMs: 3 } as const;
