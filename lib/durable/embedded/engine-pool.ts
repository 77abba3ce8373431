import pg from "pg";
import { surviveLostConnections } from "@/lib/adapters/postgres/survive-lost-connections";

// Every statement of the engine touches few rows through an index, but its tables change size faster than their
// statistics: forbidding the other plans keeps a stale estimate from scanning the whole table. One blocked statement
// must not stall the others, hence the timeouts.
const sessionSettings = [
  "enable_seqscan=off",
  "enable_hashjoin=off",
  "enable_mergejoin=off",
  "jit=off",
  "statement_timeout=10000",
  "lock_timeout=5000",
  "idle_in_transaction_session_timeout=10000",
]
  .map((setting) => `-c ${setting}`)
  .join(" ");

/** How the engine connects: directly, since LISTEN and session locks do not pass a transaction-pooling proxy. */
export function engineConnection(url: string): pg.ClientConfig {
  return {
    connectionString: url,
    options: sessionSettings,
    application_name: "ingestlayer engine",
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
    query_timeout: 15_000,
  };
}

export type EnginePools = {
  /** What must be on disk once acknowledged: checkpoints, ends, new jobs. */
  durable: pg.Pool;
  /**
   * Claims and upkeep, which do not wait for the disk. A database crash may undo the last of them, and then every
   * session has ended, too: the jobs are simply due again. What a claimed job records afterwards is synchronous, and
   * the log is written in order, so no record outlives the claim it was made under.
   */
  relaxed: pg.Pool;
  end(): Promise<void>;
};

export function createEnginePools(url: string): EnginePools {
  const connection = engineConnection(url);
  const durable = new pg.Pool({ ...connection, max: 4 });
  const relaxed = new pg.Pool({ ...connection, options: `${connection.options} -c synchronous_commit=off`, max: 4 });
  for (const pool of [durable, relaxed]) surviveLostConnections(pool);
  return {
    durable,
    relaxed,
    end: async () => void (await Promise.all([durable.end(), relaxed.end()])),
  };
}
