import pg from "pg";
import type { DurableFunction } from "../../contract";
import { createExecutor } from "../executor";
import type { Executor, ExecutorOptions } from "../executor";

export type JobRow = {
  id: string;
  trigger: string;
  key: string;
  state: number;
  failures: number;
  failed_step: string | null;
  claim: number;
  owner: number | null;
  lane: string | null;
  error: { name: string; message: string } | null;
  started_ms: number | null;
};

export type EngineUnderTest = {
  url: string;
  pool: pg.Pool;
  /** Starts an executor that is stopped with the others. Quick retries, so that a test need not wait seconds. */
  start(functions: DurableFunction[], options?: Partial<ExecutorOptions>): Promise<Executor>;
  jobs(): Promise<JobRow[]>;
  job(key: string): Promise<JobRow>;
  checkpoints(jobId: string): Promise<string[]>;
  /** Waits until every job is done or failed, and returns them in the order of ids. */
  finished(): Promise<JobRow[]>;
  /** Stops the executors and empties the engine's tables. */
  reset(): Promise<void>;
  close(): Promise<void>;
};

export function openEngine(url: string): EngineUnderTest {
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  pool.on("error", () => {});
  let executors: Executor[] = [];

  const jobs = async () =>
    (
      await pool.query<JobRow>(
        `SELECT id, trigger, key, state, failures, failed_step, claim, owner, lane, error,
          (extract(epoch FROM started_at) * 1000)::float8 AS started_ms FROM engine.jobs ORDER BY id`,
      )
    ).rows;

  return {
    url,
    pool,
    jobs,
    async start(functions, options = {}) {
      const executor = createExecutor({ url, functions, retryBaseMs: 5, ...options });
      executors.push(executor);
      await executor.start();
      return executor;
    },
    async job(key) {
      const found = (await jobs()).find((job) => job.key === key);
      if (!found) throw new Error(`there is no job with the key ${key}`);
      return found;
    },
    async checkpoints(jobId) {
      const found = await pool.query<{ step: string }>("SELECT step FROM engine.checkpoints WHERE job_id = $1 ORDER BY step", [jobId]);
      return found.rows.map((row) => row.step);
    },
    async finished() {
      let all: JobRow[] = [];
      await until(async () => {
        all = await jobs();
        return all.every((job) => job.state === 2 || job.state === 3);
      });
      return all;
    },
    async reset() {
      const stopping = executors;
      executors = [];
      await Promise.all(stopping.map((executor) => executor.stop({ drainMs: 0 })));
      await pool.query("TRUNCATE engine.jobs, engine.checkpoints, engine.lanes, engine.executors");
    },
    close: () => pool.end(),
  };
}

/** Waits for a condition; the caller's own timeout ends a wait in vain. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** A promise to be settled from outside: lets a test hold a handler at a point. */
export function gate(): { opened: Promise<void>; open: () => void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}
