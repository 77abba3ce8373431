import type pg from "pg";
import { log } from "@/lib/log";
import { deleteExpired, type Deletion } from "./delete-expired";
import { deleteOldHistory } from "./delete-old-history";

/** Something to be done now and then by one process, whichever it is. */
export type HousekeepingTask = { name: string; everyMs: number; run(): Promise<unknown> };

export type HousekeepingOptions = {
  pool: pg.Pool;
  /** Events, rejections and what became of them are kept so long. */
  retentionDays: number;
  everyMs?: number;
  tasks?: HousekeepingTask[];
};

export type Housekeeping = {
  /** Ends after the batch in progress. */
  stop(): Promise<void>;
};

type Chore = { name: string; everyMs: number; work(client: pg.PoolClient): Promise<unknown> };

/** The class of the advisory locks, one a chore; the engine's is 7707. */
const lockClass = 7708;
const dayMs = 86_400_000;

/** Deletes what has run its time and does the given tasks, each in one process at a time. */
export function startHousekeeping({ pool, retentionDays, everyMs = 60_000, tasks = [] }: HousekeepingOptions): Housekeeping {
  let isStopping = false;

  const drain = async (client: pg.PoolClient, deletions: Deletion[]) => {
    for (const deleteBatch of deletions) while (!isStopping && (await deleteBatch(client)).hasMore);
  };
  const chores: Chore[] = [
    { name: "expired", everyMs, work: (client) => drain(client, deleteExpired) },
    { name: "retention", everyMs, work: (client) => drain(client, deleteOldHistory(Date.now() - retentionDays * dayMs)) },
    ...tasks.map((task) => ({ name: task.name, everyMs: task.everyMs, work: () => task.run() })),
  ];
  const repeats = chores.map((chore) => repeat(chore.everyMs, () => performAlone(pool, chore)));
  return {
    async stop() {
      isStopping = true;
      await Promise.all(repeats.map((stop) => stop()));
    },
  };
}

/** Leaves the chore to the process that is at it already. */
async function performAlone(pool: pg.Pool, { name, work }: Chore): Promise<void> {
  let client: pg.PoolClient | undefined;
  let isBroken = true;
  try {
    client = await pool.connect();
    const { rows } = await client.query<{ is_mine: boolean }>("SELECT pg_try_advisory_lock($1, hashtext($2)) AS is_mine", [lockClass, name]);
    if (rows[0]?.is_mine) {
      await work(client);
      await client.query("SELECT pg_advisory_unlock($1, hashtext($2))", [lockClass, name]);
    }
    isBroken = false;
  } catch (error) {
    log.warn({ err: error, chore: name }, "housekeeping failed, tries again");
  } finally {
    // The lock lives as long as the session: one that failed half-way must not go back to the pool with it.
    client?.release(isBroken);
  }
}

/** Calls again `everyMs` after each end; answers how to stop. */
function repeat(everyMs: number, perform: () => Promise<void>): () => Promise<void> {
  let isStopped = false;
  let running = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const schedule = () => {
    if (isStopped) return;
    timer = setTimeout(() => (running = perform().then(schedule)), everyMs);
    timer.unref();
  };
  schedule();
  return async () => {
    isStopped = true;
    clearTimeout(timer);
    await running;
  };
}
