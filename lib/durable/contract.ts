/** A value that survives JSON unchanged: what a step may return and an event may carry. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/**
 * How a function asks its engine for durability. The same handler runs on the embedded executor and, through
 * `inngest/to-inngest.ts`, on Inngest. After a crash the handler runs again from its beginning: what finished is
 * remembered by `id`, so ids are unique within a function and do not depend on anything that may change.
 */
export type StepPort = {
  /**
   * Runs `fn` once and remembers what it returned. A throw is counted against this step alone and retried up to the
   * function's `retries`; a process death in the middle runs `fn` again, so effects outside need a key of their own.
   * `idempotent: true` promises that repeating `fn` is harmless and that it keeps its own durable record: an engine
   * for which replay is cheap may then save the commit and run it again after a crash.
   */
  run<T>(id: string, fn: () => Promise<T> | T, options?: { idempotent?: boolean }): Promise<T>;
  /** Waits without holding a slot; survives a restart. Milliseconds. */
  sleep(id: string, durationMs: number): Promise<void>;
  sleepUntil(id: string, until: Date): Promise<void>;
  /** Triggers functions exactly once a step, however often the handler is replayed. */
  sendEvent(id: string, events: TriggerEvent[]): Promise<void>;
};

/** An engine trigger (not a product event). */
export type TriggerEvent = {
  /** The trigger's name, `domain/noun.verb` as in `pipeline/run.requested`. */
  name: string;
  /** Deduplicates: one run per (function, key), ever (as long as the job row is retained). */
  key: string;
  /** Small: ids rather than payloads. */
  data: Json;
  lane?: Lane;
  /** Not before this time. */
  dueAt?: Date;
};

/** An ordered, paced queue: jobs of one key start first in, first out, and no closer than `periodMs`. */
export type Lane = {
  key: string;
  /** Least time between two starts. 0 = unpaced. */
  periodMs: number;
  /** Most jobs of this lane in progress at once; absent = no limit but the pace. */
  runningMax?: number;
};

export type DurableFunction<Data extends Json = Json> = {
  /** Stable: it is part of every stored job. kebab-case. */
  id: string;
  /** The event name that starts it. */
  trigger: string;
  /** Retries after the first try, a step. Crashes do not count: they are replayed without limit. */
  retries: number;
  /**
   * What the lane means on Inngest, whose throttle is static: starts per key and period. The embedded engine takes each
   * job's own `lane` instead. `keyPath` is a path in `data`.
   */
  throttle?: { keyPath: string; limit: number; periodMs: number };
  concurrency?: { keyPath?: string; limit: number };
  // Methods, so that a function of narrower data fits a list of functions: the engine gives back the data it was given.
  handler(input: HandlerInput<Data>): Promise<Json | void>;
  /** Called once, durably, when retries are used up or a NonRetriable was thrown. */
  onFailure?(input: { data: Data; error: { name: string; message: string }; jobId: string }): Promise<void>;
};

export type HandlerInput<Data extends Json> = {
  data: Data;
  step: StepPort;
  /** Failures so far of the step about to run, 0 on the first try. */
  attempt: number;
  /** The engine's own id of this job; stable across replays. */
  jobId: string;
  /**
   * What the code that enqueued the job left in this process's memory, so that the handler need not read it: plain data,
   * as it may come from another bundle. Only of
   * jobs started by a `JobReservation`, and only the first time: a replay, a retry and Inngest go without.
   */
  handover?: unknown;
  /** Undefined, like the method itself, where only the engine can end the job. To be asked right before it is used. */
  ticket?(): JobTicket | undefined;
};

/**
 * Proof of holding a job. A statement that contains `endJobsSql` with it ends the job in its own commit, which saves the
 * engine one; `spend` says that this has been committed. A handler that throws afterwards changes nothing any more.
 */
export type JobTicket = { jobId: string; owner: number; claim: number; spend(): void };

/**
 * Slots of this process for jobs that a statement is about to insert as running (`owner` of `enqueueJobsSql`): they start
 * right after its commit, without a claim. Each reservation ends with one call of `start` or `cancel`.
 */
export type JobReservation = {
  owner: number;
  /** Most jobs it is good for. */
  count: number;
  /** `databaseNowMs` is the database's clock at the insert, in milliseconds since the epoch. */
  start(jobs: ReservedJob[], databaseNowMs: number): void;
  /** The statement failed. Unless the server itself says so, it may have been committed: then others take the jobs over. */
  cancel(error: unknown): void;
};

/** `weight`: how many of the reserved places the job fills until its end; 1 unless given. */
export type ReservedJob = { id: string; trigger: string; data: Json; handover: unknown; weight?: number };

/** `isUnderWay`: the jobs only take over what this process does already, so they get their places even if none is free. */
export type ReserveOptions = { isUnderWay?: boolean };

/** The data's type ends here: engines store jobs as JSON and find the function by its trigger. */
export function defineFunction<Data extends Json>(definition: DurableFunction<Data>): DurableFunction {
  return definition as unknown as DurableFunction;
}

/**
 * Thrown by a step to choose when it is tried again. In a laned job the job keeps its place at the head and the whole
 * lane waits, so order is kept (a vendor's 429). `countsAsAttempt: false` burns no retry.
 */
export class RetryAfter extends Error {
  override readonly name = "RetryAfter";
  constructor(
    message: string,
    readonly delayMs: number,
    readonly countsAsAttempt = true,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Thrown by a step when another try cannot help: the job fails at once and `onFailure` runs. */
export class NonRetriable extends Error {
  override readonly name = "NonRetriable";
}
