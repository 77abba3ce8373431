import { NonRetriable, RetryAfter } from "../contract";
import type { DurableFunction, HandlerInput, Json, StepPort, TriggerEvent } from "../contract";
import { storedJson } from "../stored-json";

export type CrashOptions = {
  /**
   * When the process dies at each step. `after-commit` (the default): the step is remembered, nothing after it ran.
   * `before-commit`: the step's effect happened and its record was lost, so the effect happens once more.
   */
  crashAt?: "after-commit" | "before-commit";
  /** Failures of one step to retry, as in DurableFunction. Absent = 0: the first throw is the outcome. */
  retries?: number;
  jobId?: string;
  now?: () => number;
};

export type CrashedRun = {
  /** What the handler returned in the pass that was allowed to end. */
  result: Json | void;
  /** Events sent, each once. */
  sent: TriggerEvent[];
  /** Every wait asked for, once each. */
  waits: { id: string; until: Date }[];
  /** What each remembered step returned. */
  results: Map<string, Json>;
  /** Times the process died. */
  crashes: number;
  /** Failed tries of steps, over all passes. */
  failures: number;
};

/**
 * Runs a handler on an engine that dies at every step once and replays from the beginning, until it returns.
 * Rejects with the handler's error once its retries are used up.
 */
export async function runWithCrashes<Data extends Json>(
  handler: DurableFunction<Data>["handler"],
  data: Data,
  options: CrashOptions = {},
): Promise<CrashedRun> {
  const memory: Memory = { results: new Map(), died: new Set(), sent: [], waits: [] };
  const jobId = options.jobId ?? "1";
  let crashes = 0;
  let failures = 0;
  let failing: { step: string; failures: number } | undefined;

  for (let pass = 0; pass < passesMax; pass++) {
    const ending = await runPass(memory, options, (step) => {
      const input: HandlerInput<Data> = { data, step, attempt: failing?.failures ?? 0, jobId };
      return handler(input);
    });
    if (ending.kind === "returned") {
      const { results, sent, waits } = memory;
      return { result: ending.result, results, sent, waits, crashes, failures };
    }
    if (ending.kind === "died") {
      crashes++;
      if (failing && memory.results.has(failing.step)) failing = undefined;
      continue;
    }
    failures++;
    const { error, step } = ending;
    if (error instanceof NonRetriable) throw error;
    if (error instanceof RetryAfter && !error.countsAsAttempt) continue;
    failing = { step, failures: failing?.step === step ? failing.failures + 1 : 1 };
    if (failing.failures > (options.retries ?? 0)) throw error;
  }
  throw new Error(`the handler did not end within ${passesMax} replays: are its step ids stable?`);
}

const passesMax = 1_000;

type Memory = { results: Map<string, Json>; died: Set<string>; sent: TriggerEvent[]; waits: CrashedRun["waits"] };

type Ending =
  | { kind: "returned"; result: Json | void }
  | { kind: "died" }
  | { kind: "failed"; step: string; error: unknown };

function runPass(memory: Memory, options: CrashOptions, run: (step: StepPort) => Promise<Json | void>): Promise<Ending> {
  const now = options.now ?? Date.now;
  const usedIds = new Set<string>();

  return new Promise<Ending>((end) => {
    let isOver = false;
    // A dead process settles nothing: the handler is left waiting, so its catch and finally blocks don't run.
    const interrupt = (ending: Ending) => {
      isOver = true;
      end(ending);
      return new Promise<never>(() => {});
    };

    async function once<T>(id: string, isRemembered: boolean, perform: () => Promise<T>, commit: (value: T) => void) {
      if (usedIds.has(id)) throw new Error(`step id "${id}" is used twice in one function: ids must be unique`);
      usedIds.add(id);
      if (isOver) return new Promise<never>(() => {});
      let value: T;
      try {
        value = await perform();
      } catch (error) {
        return interrupt({ kind: "failed", step: id, error });
      }
      if (isOver) return new Promise<never>(() => {});
      const dies = !memory.died.has(id);
      memory.died.add(id);
      if (dies && options.crashAt === "before-commit") return interrupt({ kind: "died" });
      if (isRemembered) commit(value);
      return dies ? interrupt({ kind: "died" }) : value;
    }

    async function wait(id: string, until: Date) {
      if (usedIds.has(id)) throw new Error(`step id "${id}" is used twice in one function: ids must be unique`);
      if (memory.results.has(id)) return void usedIds.add(id);
      await once(id, true, async () => until.getTime(), (wakeAt) => {
        memory.results.set(id, wakeAt);
        memory.waits.push({ id, until });
      });
    }

    const step: StepPort = {
      async run(id, fn, stepOptions) {
        const stored = memory.results.get(id);
        if (stored !== undefined && !usedIds.has(id)) {
          usedIds.add(id);
          return structuredClone(stored) as Awaited<ReturnType<typeof fn>>;
        }
        return once(id, stepOptions?.idempotent !== true, async () => fn(), (value) => {
          memory.results.set(id, JSON.parse(storedJson(value, `what step "${id}" returned`)));
        });
      },
      sleep: (id, durationMs) => wait(id, new Date(now() + durationMs)),
      sleepUntil: wait,
      async sendEvent(id, events) {
        if (memory.results.has(id) && !usedIds.has(id)) return void usedIds.add(id);
        await once(id, true, async () => null, () => {
          memory.results.set(id, null);
          memory.sent.push(...events);
        });
      },
    };

    run(step).then(
      (result) => end({ kind: "returned", result }),
      (error: unknown) => end({ kind: "failed", step: "", error }),
    );
  });
}
