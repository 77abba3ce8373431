import type pg from "pg";
import type { DurableFunction, Json } from "../contract";
import type { CheckpointWriter, EndWrite } from "./checkpoints";
import { isAbandoned } from "./claimed-job";
import type { ClaimedJob } from "./claimed-job";
import type { EngineLog } from "./engine-log";
import { describeError, retryOf } from "./job-failure";
import type { Backoff, Failure } from "./job-failure";
import { runPass } from "./run-job";
import type { Checkpoints } from "./run-job";

export type JobRunnerOptions = {
  pool: pg.Pool;
  writer: CheckpointWriter;
  functions: Map<string, DurableFunction>;
  backoff: Backoff;
  log: EngineLog;
  /** Called after the commit that let a job go. */
  onEnded: (end: EndWrite) => void;
};

export type JobRunner = {
  /** Runs the jobs; `onOver` is called for each as soon as its handler is, before the end is committed. */
  run(jobs: ClaimedJob[], onOver: (job: ClaimedJob) => void): void;
};

/** Tries of onFailure: it must not be lost to a passing fault, nor go on for ever for a bug. */
const failureHandlingTriesMax = 10;

export function createJobRunner(options: JobRunnerOptions): JobRunner {
  const { pool, writer, functions, backoff, log, onEnded } = options;

  async function runReplays(jobs: ClaimedJob[], onOver: (job: ClaimedJob) => void): Promise<void> {
    const checkpoints = await loadCheckpoints(pool, jobs);
    for (const job of jobs) void runOne(job, checkpoints.get(job.id), onOver);
  }

  async function runOne(job: ClaimedJob, checkpoints: Checkpoints | undefined, onOver: (job: ClaimedJob) => void) {
    const end = await passThrough(job, checkpoints);
    if (end && job.isEnded) onEnded(end);
    else if (end) void writeEnd(end);
    onOver(job);
  }

  async function passThrough(job: ClaimedJob, checkpoints: Checkpoints | undefined): Promise<EndWrite | undefined> {
    const fn = functions.get(job.trigger);
    if (isAbandoned(job) || !fn) return undefined;
    if (job.error) return handleFailure(job, fn, job.error, job.failures);
    const ending = await runPass(job, fn.handler, checkpoints, writer);
    if (job.isEnded) return { kind: "end", job, state: 2, failures: 0, failedStep: null };
    switch (ending.kind) {
      case "lost":
        return undefined;
      case "done":
        return { kind: "end", job, state: 2, failures: 0, failedStep: null };
      case "asleep": {
        const delayMs = Math.max(0, ending.wakeAt - job.databaseNow());
        return { kind: "end", job, state: job.lane === null ? 0 : 6, delayMs, failures: 0, failedStep: null };
      }
      case "failed":
        return retryOf(job, ending, fn.retries, backoff) ?? (await fail(job, fn, ending));
    }
  }

  async function fail(job: ClaimedJob, fn: DurableFunction, failure: Failure): Promise<EndWrite | undefined> {
    const error = describeError(failure.error);
    log.warn({ job: job.id, function: fn.id, step: failure.step, err: failure.error }, "job failed for good");
    const end: EndWrite = { kind: "end", job, state: 3, failures: 0, failedStep: failure.step, error };
    if (!fn.onFailure) return end;
    const marked = await writer.write({ ...end, state: 1, failedStep: null });
    return marked.kind === "lost" ? undefined : handleFailure(job, fn, error, 0);
  }

  async function handleFailure(
    job: ClaimedJob,
    fn: DurableFunction,
    error: { name: string; message: string },
    failures: number,
  ): Promise<EndWrite> {
    const end: EndWrite = { kind: "end", job, state: 3, failures, failedStep: null };
    try {
      await fn.onFailure?.({ data: job.data, error, jobId: job.id });
      return end;
    } catch (secondError) {
      const isLastTry = failures + 1 >= failureHandlingTriesMax;
      log.error({ job: job.id, function: fn.id, err: secondError, isLastTry }, "onFailure failed");
      if (isLastTry) return end;
      return { ...end, state: 0, failures: failures + 1, delayMs: backoff(failures + 1) };
    }
  }

  async function writeEnd(end: EndWrite): Promise<void> {
    try {
      const outcome = await writer.write(end);
      if (outcome.kind !== "lost") onEnded(end);
    } catch (error) {
      // Nothing in an end comes from a handler unchecked; the job is run again by whoever takes over this session.
      log.error({ job: end.job.id, err: error }, "the end of a job could not be stored");
    }
  }

  return {
    run(jobs, onOver) {
      const replays: ClaimedJob[] = [];
      for (const job of jobs) {
        if (job.isReplay && !job.error) replays.push(job);
        else void runOne(job, undefined, onOver);
      }
      if (replays.length > 0) void runReplays(replays, onOver);
    },
  };
}

async function loadCheckpoints(pool: pg.Pool, jobs: ClaimedJob[]): Promise<Map<string, Checkpoints>> {
  const loaded = new Map(jobs.map((job): [string, Checkpoints] => [job.id, new Map()]));
  for (let pauseMs = 20; jobs.some((job) => !isAbandoned(job)); pauseMs = Math.min(pauseMs * 2, 500)) {
    try {
      const found = await pool.query<{ job_id: string; step: string; result: Json }>({
        name: "engine-load-checkpoints",
        text: "SELECT job_id, step, result FROM engine.checkpoints WHERE job_id = ANY ($1::bigint[])",
        values: [jobs.map((job) => job.id)],
      });
      for (const row of found.rows) loaded.get(row.job_id)?.set(row.step, row.result);
      break;
    } catch {
      // The jobs are ours and wait: the database comes back, or the session ends and the jobs are abandoned.
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
  return loaded;
}
