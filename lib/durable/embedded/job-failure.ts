import { UpstreamError, UserError } from "../../errors";
import { NonRetriable, RetryAfter } from "../contract";
import type { ClaimedJob } from "./claimed-job";
import type { EndWrite } from "./checkpoints";

export type Failure = {
  /** The step that failed; '' is the handler outside of its steps. */
  step: string;
  error: unknown;
};

/** Milliseconds to wait before the next try, by the number of failures so far. */
export type Backoff = (failures: number) => number;

/** What follows a failure: another try, as the write that lets the job go, or undefined when there is none. */
export function retryOf(job: ClaimedJob, failure: Failure, retries: number, backoff: Backoff): EndWrite | undefined {
  const { step, error } = failure;
  if (error instanceof NonRetriable || error instanceof UserError) return undefined;
  const before = job.failedStep === step ? job.failures : 0;
  const isCounted = !(error instanceof RetryAfter) || error.countsAsAttempt;
  const failures = before + (isCounted ? 1 : 0);
  if (failures > retries) return undefined;

  const retry = { kind: "end", job, failures, failedStep: step } as const;
  const isPaced = job.lane !== null && job.laneMs !== null;
  // Order is kept: the job stays at the head of its lane, and the lane waits.
  if (error instanceof RetryAfter && isPaced) return { ...retry, state: 5, parkMs: delayOf(error.delayMs) };
  const askedMs = error instanceof RetryAfter ? error.delayMs : error instanceof UpstreamError ? error.retryAfterMs : undefined;
  const delayMs = askedMs === undefined ? backoff(failures) : delayOf(askedMs);
  return { ...retry, state: job.lane === null ? 0 : 6, delayMs };
}

/** 1 s, 2 s, 4 s … up to 5 minutes, each up to a quarter longer, so that what failed together does not return together. */
export function exponentialBackoff(baseMs: number): Backoff {
  return (failures) => Math.min(baseMs * 2 ** Math.max(0, failures - 1), backoffMaxMs) * (1 + Math.random() / 4);
}

const backoffMaxMs = 5 * 60_000;
const delayMaxMs = 365 * 24 * 3_600_000;

function delayOf(ms: number): number {
  return Number.isFinite(ms) ? Math.min(Math.max(0, ms), delayMaxMs) : 0;
}

/** How an error is stored and given to onFailure: text that Postgres accepts, of a bounded size. */
export function describeError(error: unknown): { name: string; message: string } {
  const { name, message } = error instanceof Error ? error : { name: "Error", message: String(error) };
  return { name: storable(name, 200), message: storable(message, 4_000) };
}

function storable(text: string, charactersMax: number): string {
  return text.slice(0, charactersMax).replaceAll("\u0000", "").replace(/\p{Surrogate}/gu, "\ufffd");
}
