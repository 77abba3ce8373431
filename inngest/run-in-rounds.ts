import { NonRetriable, RetryAfter, type DurableFunction, type HandlerInput, type Json, type StepPort, type TriggerEvent } from "@/lib/durable/contract";
import { storedJson } from "@/lib/durable/stored-json";
import { finalError, toInngestError } from "./inngest-error";

/** What our port needs of Inngest's steps. */
export type InngestStep = {
  run(id: string, fn: () => Promise<unknown>): Promise<unknown>;
  sleep(id: string, durationMs: number): Promise<void>;
  sleepUntil(id: string, until: Date): Promise<void>;
  sendEvent(id: string, events: InngestEvent[]): Promise<unknown>;
};

type InngestEvent = { name: string; id: string; data: { [key: string]: Json }; ts?: number };

type Input = Omit<HandlerInput<Json>, "step"> & { eventId: string };

/** A run of Inngest's may have 1,000 steps, and a round takes up to three of them or so. */
const roundsMax = 200;

/**
 * Runs a handler on Inngest. A wait that burns no retry (`RetryAfter` with `countsAsAttempt: false`) is a durable sleep
 * and another round of the handler, because Inngest counts every throw. What finished in an earlier round is remembered,
 * except for idempotent steps: those keep their own record and run again, as they do on the embedded engine.
 */
export async function runInRounds(fn: DurableFunction, input: Input, step: InngestStep): Promise<Json | void> {
  const finished = new Map<string, Promise<unknown>>();
  for (let round = 0; round < roundsMax; round++) {
    const ending = await runRound(fn, input, step, round, finished);
    if (ending.kind === "returned") return ending.value;
    await step.sleep(`waiting (round ${round + 1})`, wholeSeconds(ending.waitMs));
  }
  return goOnInAnotherRun(fn, input, step, finished);
}

type Ending = { kind: "returned"; value: Json | void } | { kind: "parked"; waitMs: number };

/** What a step left behind. A wait is a result here, because a thrown one would burn a retry of Inngest's. */
type Memo<T> = { value: T } | { waitMs: number; reason: string };

/**
 * Settles with the first thing that ends the round. As on the embedded engine the handler is then left waiting for good:
 * it never sees a failed step, so a catch or finally of its own can't change what happens.
 */
function runRound(fn: DurableFunction, input: Input, step: InngestStep, round: number, finished: Map<string, Promise<unknown>>): Promise<Ending> {
  const usedIds = new Set<string>();
  const inngestId = (id: string) => (round === 0 ? id : `${id} (round ${round + 1})`);
  let isOver = false;

  return new Promise((resolve, reject) => {
    function interrupt(error: unknown, toError: (error: unknown) => unknown): Promise<never> {
      isOver = true;
      if (isPark(error)) resolve({ kind: "parked", waitMs: error.delayMs });
      else reject(toError(error));
      return new Promise<never>(() => {});
    }

    /** `start` begins the step at Inngest, unless an earlier round did and it is not to be repeated. */
    async function perform<T>(id: string, start: (inngestId: string) => Promise<T>, isDone: ((result: T) => boolean) | null): Promise<T> {
      if (usedIds.has(id)) throw new NonRetriable(`step id "${id}" is used twice in one function: ids must be unique`);
      usedIds.add(id);
      if (isOver) return new Promise<never>(() => {});
      try {
        const earlier = finished.get(id) as Promise<T> | undefined;
        if (earlier && isDone) {
          const result = await earlier;
          if (isDone(result)) return result;
        }
        const running = start(inngestId(id));
        if (isDone) finished.set(id, running);
        return await running;
      } catch (error) {
        // Inngest gives a step's error out only once it is final.
        return interrupt(error, finalError);
      }
    }

    const port: StepPort = {
      async run<T>(id: string, work: () => Promise<T> | T, options?: { idempotent?: boolean }): Promise<T> {
        const isDone = options?.idempotent ? null : (memo: Memo<T>) => !("waitMs" in memo);
        const memo = await perform<Memo<T>>(id, (as) => step.run(as, () => runStep(id, work)) as Promise<Memo<T>>, isDone);
        if ("waitMs" in memo) return interrupt(new RetryAfter(memo.reason, memo.waitMs, false), toInngestError);
        return memo.value;
      },
      sleep: (id, durationMs) => perform(id, (as) => step.sleep(as, wholeSeconds(durationMs)), () => true),
      sleepUntil: (id, until) => perform(id, async (as) => step.sleepUntil(as, validDate(id, until)), () => true),
      async sendEvent(id, events) {
        await perform(id, async (as) => step.sendEvent(as, events.map(toInngestEvent)), () => true);
      },
    };
    const { data, attempt, jobId } = input;
    Promise.resolve()
      .then(() => fn.handler({ data, attempt, jobId, step: port }))
      .then((value) => resolve({ kind: "returned", value }))
      .catch((error: unknown) => interrupt(error, toInngestError));
  });
}

async function runStep<T>(id: string, work: () => Promise<T> | T): Promise<Memo<T>> {
  try {
    const value = await work();
    storedJson(value, `what step "${id}" returned`);
    return { value };
  } catch (error) {
    if (isPark(error)) return { waitMs: error.delayMs, reason: error.message };
    throw toInngestError(error);
  }
}

/** Only what the steps keep themselves survives the end of a run. */
async function goOnInAnotherRun(fn: DurableFunction, { eventId, data }: Input, step: InngestStep, finished: Map<string, Promise<unknown>>): Promise<void> {
  if (finished.size > 0) throw finalError(new NonRetriable(`function ${fn.id} waited ${roundsMax} times without an end`));
  await step.sendEvent("go on in another run", [toInngestEvent({ name: fn.trigger, key: `${eventId}:on`, data })]);
}

function isPark(error: unknown): error is RetryAfter {
  return error instanceof RetryAfter && !error.countsAsAttempt;
}

function toInngestEvent({ name, key, data, dueAt }: TriggerEvent): InngestEvent {
  if (data === null || typeof data !== "object" || Array.isArray(data)) throw new NonRetriable(`event ${name}, data: expected an object, the only data Inngest takes`);
  storedJson(data, `data of event ${name}`);
  return { name, id: `${name}:${key}`, data, ...(dueAt ? { ts: validDate(name, dueAt).getTime() } : {}) };
}

/** Inngest knows whole seconds and would round down. */
function wholeSeconds(ms: number): number {
  if (Number.isNaN(ms)) throw finalError(new NonRetriable("a wait: expected milliseconds, not NaN"));
  return Math.max(1, Math.ceil(ms / 1000)) * 1000;
}

function validDate(what: string, date: Date): Date {
  if (Number.isNaN(date.getTime())) throw new NonRetriable(`${what}: expected a valid date`);
  return date;
}
