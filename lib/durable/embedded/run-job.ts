import { NonRetriable } from "../contract";
import type { DurableFunction, Json, StepPort, TriggerEvent } from "../contract";
import { storedJson } from "../stored-json";
import type { CheckpointWriter, StepWrite } from "./checkpoints";
import { isAbandoned, ticketOf } from "./claimed-job";
import type { ClaimedJob } from "./claimed-job";
import { triggerEventJson } from "./enqueue-sql";
import type { Failure } from "./job-failure";

/** How one pass through a handler ended. */
export type PassEnding =
  | { kind: "done" }
  | ({ kind: "failed" } & Failure)
  /** In a sleep; `wakeAt` is the database's time in milliseconds. */
  | { kind: "asleep"; wakeAt: number }
  /** Somebody else owns the job: nothing is left to record. */
  | { kind: "lost" };

export type Checkpoints = Map<string, Json>;

/** Runs the handler from its beginning to its end, its next sleep or its next failure. Never rejects. */
export function runPass(
  job: ClaimedJob,
  handler: DurableFunction["handler"],
  checkpoints: Checkpoints | undefined,
  writer: CheckpointWriter,
): Promise<PassEnding> {
  return new Promise((resolve) => {
    const pass = createPass(job, checkpoints, writer, resolve);
    const input = {
      data: job.data,
      step: pass.step,
      jobId: job.id,
      handover: job.handover,
      ticket: () => ticketOf(job),
      get attempt() {
        return pass.attempt();
      },
    };
    // A handler may throw before its first await.
    Promise.resolve()
      .then(() => handler(input))
      .then(
        () => pass.interrupt({ kind: "done" }),
        (error: unknown) => pass.interrupt({ kind: "failed", step: "", error }),
      );
  });
}

function createPass(
  job: ClaimedJob,
  checkpoints: Checkpoints | undefined,
  writer: CheckpointWriter,
  resolve: (ending: PassEnding) => void,
) {
  const usedIds = new Set<string>();
  let inProgress = 0;
  let ending: PassEnding | undefined;
  let hasPassedFailedStep = job.failedStep !== null && (checkpoints?.has(job.failedStep) ?? false);

  /**
   * Ends the pass once no step is in progress. The handler is left waiting for good instead of seeing an error, so its
   * catch and finally blocks run in the pass that ends it, not in every one that is interrupted.
   */
  function interrupt<T>(next: PassEnding): Promise<T> {
    ending = ending ? weightier(ending, next, job.failedStep) : next;
    resolveIfIdle();
    return new Promise<never>(() => {});
  }

  function resolveIfIdle(): void {
    if (ending && inProgress === 0) resolve(ending);
  }

  function useId(id: string): void {
    if (typeof id !== "string" || id === "" || id.length > 500) {
      throw new NonRetriable(`step id ${JSON.stringify(id)} is not usable: expected 1 to 500 characters`);
    }
    storedJson(id, "a step id");
    if (usedIds.has(id)) throw new NonRetriable(`step id "${id}" is used twice in one function: ids must be unique`);
    usedIds.add(id);
  }

  /** Performs what is not recorded yet. Whatever ends the pass in here ends it for steps running in parallel, too. */
  async function perform<T>(id: string, work: () => Promise<{ value: T } | PassEnding>): Promise<T> {
    if (ending) return interrupt(ending);
    if (isAbandoned(job)) return interrupt({ kind: "lost" });
    inProgress++;
    let result: { value: T } | PassEnding;
    try {
      result = await work();
    } catch (error) {
      result = { kind: "failed", step: id, error };
    }
    inProgress--;
    if ("kind" in result) return interrupt(result);
    if (id === job.failedStep) hasPassedFailedStep = true;
    return ending ? interrupt(ending) : result.value;
  }

  async function record<T>(value: T, write: StepWrite): Promise<{ value: T } | PassEnding> {
    job.hasCheckpoints = true;
    const outcome = await writer.write(write);
    if (outcome.kind === "lost") {
      job.isLost = true;
      return { kind: "lost" };
    }
    return { value: outcome.kind === "adopted" ? stored<T>(outcome.result) : value };
  }

  async function sleepUntil(id: string, wakeAt: () => number): Promise<void> {
    useId(id);
    const recorded = checkpoints?.get(id);
    if (recorded === undefined) {
      await perform<void>(id, async () => {
        const at = wakeAt();
        if (!Number.isFinite(at)) throw new NonRetriable(`step "${id}" cannot sleep until ${at}: expected a valid time`);
        const outcome = await record<Json>(at, { kind: "step", job, step: id, resultJson: JSON.stringify(at) });
        if ("kind" in outcome) return outcome;
        const until = Number(outcome.value);
        return until > job.databaseNow() ? { kind: "asleep", wakeAt: until } : { value: undefined };
      });
    } else if (Number(recorded) > job.databaseNow()) {
      await interrupt({ kind: "asleep", wakeAt: Number(recorded) });
    }
  }

  const step: StepPort = {
    async run<T>(id: string, fn: () => Promise<T> | T, options?: { idempotent?: boolean }): Promise<T> {
      useId(id);
      if (checkpoints?.has(id)) return stored<T>(checkpoints.get(id));
      return perform(id, async () => {
        const value = await fn();
        if (options?.idempotent) return { value };
        const resultJson = storedJson(value, `what step "${id}" returned`);
        return record(value, { kind: "step", job, step: id, resultJson });
      });
    },
    sleep: (id, durationMs) => sleepUntil(id, () => job.databaseNow() + durationMs),
    sleepUntil: (id, until) => sleepUntil(id, () => until.getTime()),
    async sendEvent(id: string, events: TriggerEvent[]): Promise<void> {
      useId(id);
      if (checkpoints?.has(id)) return;
      await perform(id, async () => {
        // Checked before the write: what is wrong with one event must not reach the others' statement.
        events.forEach((event, index) => triggerEventJson(event, index));
        return record(null, { kind: "step", job, step: id, resultJson: "null", events });
      });
    },
  };

  return { step, interrupt, attempt: () => (hasPassedFailedStep ? 0 : job.failures) };
}

/** The typed boundary of replay: the stored JSON is what the step with this id returned before. */
function stored<T>(value: Json | undefined): T {
  return value as T;
}

/**
 * Of two endings of steps that ran in parallel: lost, then a failure (of the step that failed before, so that its
 * failures add up), then the earliest sleep.
 */
function weightier(a: PassEnding, b: PassEnding, failedStep: string | null): PassEnding {
  if (a.kind === "lost" || b.kind === "lost") return a.kind === "lost" ? a : b;
  if (a.kind === "failed" && b.kind === "failed") return b.step === failedStep ? b : a;
  if (a.kind === "failed" || b.kind === "failed") return a.kind === "failed" ? a : b;
  if (a.kind === "asleep" && b.kind === "asleep") return a.wakeAt <= b.wakeAt ? a : b;
  return a.kind === "asleep" ? a : b;
}
