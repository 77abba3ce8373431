import type pg from "pg";
import { createBatchWriter } from "../../adapters/postgres/batch-writer";
import { NonRetriable } from "../contract";
import type { Json, TriggerEvent } from "../contract";
import { checkpointSql, recheckSql } from "./checkpoint-sql";
import { isAbandoned } from "./claimed-job";
import type { ClaimedJob } from "./claimed-job";
import { triggerEventJson } from "./enqueue-sql";

export type StepWrite = { kind: "step"; job: ClaimedJob; step: string; resultJson: string; events?: TriggerEvent[] };

export type EndWrite = {
  kind: "end";
  job: ClaimedJob;
  /** As in engine.jobs; 1 = the job goes on here, only its failure is recorded. */
  state: 0 | 1 | 2 | 3 | 5 | 6;
  /** States 0 and 6: not before so many milliseconds from now. */
  delayMs?: number;
  /** State 5: the whole lane waits so many milliseconds. */
  parkMs?: number;
  failures: number;
  failedStep: string | null;
  error?: { name: string; message: string };
};

/** `adopted`: another run of the step was recorded before; its result counts. `lost`: somebody else owns the job. */
export type WriteOutcome = { kind: "written" } | { kind: "adopted"; result: Json } | { kind: "lost" };

export type CheckpointWriter = {
  /** Resolves once committed, however long the database is away; rejects only if the write itself is at fault. */
  write(write: StepWrite | EndWrite): Promise<WriteOutcome>;
  pending(): number;
  settled(): Promise<void>;
};

export function createCheckpointWriter(pool: pg.Pool): CheckpointWriter {
  const writer = createBatchWriter<StepWrite | EndWrite, WriteOutcome>({
    concurrentFlushes: 1,
    busyPauseMs: 2,
    itemsMax: 1_000,
    flush: (writes) => flush(pool, writes),
  });

  return {
    async write(write) {
      for (let pauseMs = 20; ; pauseMs = Math.min(pauseMs * 2, 500)) {
        if (isAbandoned(write.job)) return { kind: "lost" };
        try {
          return await writer.write(write);
        } catch (error) {
          if (isWriteAtFault(error)) {
            throw new NonRetriable(`${describe(write)} cannot be stored: ${error.message}`, { cause: error });
          }
        }
        // The commit may have happened although its answer was lost: repeating is safe, the first record is adopted.
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    },
    pending: writer.pending,
    settled: writer.settled,
  };
}

async function flush(pool: pg.Pool, writes: (StepWrite | EndWrite)[]): Promise<WriteOutcome[]> {
  const steps: string[] = [];
  const events: string[] = [];
  const ends: string[] = [];
  for (const write of writes) {
    if (write.kind === "end") ends.push(endJson(write));
    else {
      steps.push(`{${holder(write.job)},"step":${JSON.stringify(write.step)},"result":${write.resultJson}}`);
      for (const event of write.events ?? []) {
        const sender = `,"job":"${write.job.id}","step":${JSON.stringify(write.step)}`;
        events.push(triggerEventJson(event, events.length, sender));
      }
    }
  }
  const lists = [steps, events, ends];
  const text = checkpointSql({ steps: steps.length > 0, events: events.length > 0, ends: ends.length > 0 });
  const written = await pool.query<{ steps: number; ends: number }>({
    name: `engine-checkpoint-${lists.map((list) => Number(list.length > 0)).join("")}`,
    text,
    values: lists.filter((list) => list.length > 0).map((list) => `[${list.join(",")}]`),
  });
  const counts = written.rows[0];
  if (counts?.steps === steps.length && counts.ends === ends.length) return writes.map(() => ({ kind: "written" }));
  return recheck(pool, writes);
}

async function recheck(pool: pg.Pool, writes: (StepWrite | EndWrite)[]): Promise<WriteOutcome[]> {
  const asked = writes.map((write, i) => {
    const step = write.kind === "step" ? JSON.stringify(write.step) : "null";
    return `{"i":${i},${holder(write.job)},"step":${step}}`;
  });
  const found = await pool.query<{ held: boolean; stored: boolean; result: Json }>({
    name: "engine-recheck",
    text: recheckSql,
    values: [`[${asked.join(",")}]`],
  });
  return writes.map((write, i) => {
    const row = found.rows[i];
    // An end that was written lets go of the job, so "held" tells nothing about it; only state 1 asks.
    if (write.kind === "end") return row?.held || write.state !== 1 ? { kind: "written" } : { kind: "lost" };
    return row?.held && row.stored ? { kind: "adopted", result: row.result } : { kind: "lost" };
  });
}

function holder(job: ClaimedJob): string {
  return `"job":"${job.id}","owner":${job.session.id},"claim":${job.claim}`;
}

function endJson(end: EndWrite): string {
  return (
    `{${holder(end.job)},"state":${end.state},"delay_ms":${end.delayMs ?? "null"},"park_ms":${end.parkMs ?? "null"},` +
    `"failures":${end.failures},"failed_step":${JSON.stringify(end.failedStep)},"error":${JSON.stringify(end.error ?? null)}}`
  );
}

function describe(write: StepWrite | EndWrite): string {
  return write.kind === "step" ? `the result of step "${write.step}"` : `the end of job ${write.job.id}`;
}

/** Errors of data (22), integrity (23) and size (54) come back however often the statement is repeated. */
function isWriteAtFault(error: unknown): error is Error {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return false;
  return error.code.length === 5 && ["22", "23", "54"].includes(error.code.slice(0, 2));
}
