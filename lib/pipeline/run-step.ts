import { NonRetriable, type Json } from "@/lib/durable/contract";
import { UserError } from "@/lib/errors";
import type { StepResult } from "@/lib/steps/contract";
import { compiledStep, type CompiledStep } from "./compile-definition";
import type { ContextPatch, RunContext } from "./context";
import type { PipelineStep } from "./definition";
import { viewContext } from "./redaction-view";
import { resolveRef } from "./refs";
import type { RunDependencies, RunInput } from "./run-input";
import type { StepRunRecord } from "./run-records";
import { truncateText } from "./text";

/** How a step ended. */
export type StepAnswer = { kind: "continue"; patch: ContextPatch } | { kind: "drop"; reason: string } | { kind: "fail"; message: string };

/** A step that keeps asking to wait is stopped here: each wait is a row of the engine's. */
const waitsMax = 1000;

export type EndedStep = { answer: StepAnswer; record: StepRunRecord };

/**
 * Runs one step to its end, waits included. A pure step that answers at once ends at once: each promise on an event's way
 * costs as much as a simple step.
 */
export function runStep(step: PipelineStep, context: RunContext, input: RunInput, dependencies: RunDependencies): EndedStep | Promise<EndedStep> {
  const startedAtMs = dependencies.clock.now();
  let compiled: CompiledStep;
  try {
    compiled = compiledStep(input.definition, step, dependencies.steps);
  } catch (error) {
    const answer: StepAnswer = { kind: "fail", message: finalMessage(error) };
    return { answer, record: recordOf(step, null, { answer, facts: null, startedAtMs, durationMs: 0 }) };
  }
  const seen = compiled.definition.reads === "strictest" ? viewContext(context, { kind: "strictest" }) : context;
  const attempt = () => tryStep(compiled, seen, input, dependencies);
  const { id, isPure } = compiled;
  const tryNow: Try = (wait) => (isPure ? attempt() : dependencies.step.run(wait === 0 ? `step:${id}` : `step:${id}:${wait}`, attempt));
  const end = (settled: Settled): EndedStep => ({ answer: settled.answer, record: recordOf(step, readInput(compiled, seen), settled) });
  const first = tryNow(0);
  if (!(first instanceof Promise) && isSettled(first)) return end(first);
  return settle(first, tryNow, compiled, dependencies).then(end);
}

type Settled = { answer: StepAnswer; facts: Json; startedAtMs: number; durationMs: number };
type Tried = Omit<Settled, "answer"> & { answer: StepAnswer | { kind: "wait"; until: number; reason: string } };
/** `wait`: how many waits came before. */
type Try = (wait: number) => Tried | Promise<Tried>;

function isSettled(tried: Tried): tried is Settled {
  return tried.answer.kind !== "wait";
}

/** Waits and tries again for as long as the step asks for it. */
async function settle(first: Tried | Promise<Tried>, tryNow: Try, { id, kind }: CompiledStep, { step: port, clock, onWait }: RunDependencies): Promise<Settled> {
  let tried = await first;
  const { startedAtMs } = tried;
  for (let wait = 0; ; wait += 1) {
    const { answer, facts } = tried;
    const durationMs = tried.startedAtMs + tried.durationMs - startedAtMs;
    if (answer.kind !== "wait") return { answer, facts, startedAtMs, durationMs };
    if (wait === waitsMax) return { answer: { kind: "fail", message: `the step asked to wait more than ${waitsMax} times` }, facts: null, startedAtMs, durationMs };
    if (answer.until > clock.now()) await onWait?.({ stepId: id, kind, untilMs: answer.until, reason: answer.reason });
    await port.sleepUntil(`wait:${id}:${wait}`, new Date(answer.until));
    tried = await tryNow(wait + 1);
  }
}

/** What it answers is remembered by the engine: a final error is an answer too, any other throw is for the engine. */
function tryStep(compiled: CompiledStep, seen: RunContext, input: RunInput, dependencies: RunDependencies): Tried | Promise<Tried> {
  const { clock } = dependencies;
  const startedAtMs = clock.now();
  const tried = (answer: Tried["answer"], facts: Json): Tried => ({ answer, facts, startedAtMs, durationMs: clock.now() - startedAtMs });
  const answered = (result: StepResult) => tried(answerOf(result), result.kind === "wait" ? null : (result.facts ?? null));
  const failed = (error: unknown) => tried({ kind: "fail", message: finalMessage(error) }, null);
  try {
    const result = executeStep(compiled, seen, input, dependencies);
    return result instanceof Promise ? result.then(answered, failed) : answered(result);
  } catch (error) {
    return failed(error);
  }
}

function answerOf(result: StepResult): Tried["answer"] {
  switch (result.kind) {
    case "continue":
      return { kind: "continue", patch: result.patch };
    case "drop":
      return { kind: "drop", reason: result.reason };
    case "wait":
      return { kind: "wait", until: result.until, reason: result.reason };
  }
}

/** One call of a pure kind's executor, which answers at once. */
export function executeAtOnce(step: CompiledStep, context: RunContext, input: RunInput, dependencies: RunDependencies): StepResult {
  const result = executeStep(step, context, input, dependencies);
  if (result instanceof Promise) throw new Error(`the step kind ${step.kind} is run again for each view, so it has to answer at once`);
  return result;
}

function executeStep({ id, kind, config }: CompiledStep, context: RunContext, input: RunInput, { executors, ports }: RunDependencies): StepResult | Promise<StepResult> {
  const execute = Object.hasOwn(executors, kind) ? executors[kind] : undefined;
  if (!execute) throw new Error(`the step kind ${kind} has no executor`);
  return execute(
    {
      // The typed boundary: an executor's config type belongs to the kind whose schema `config` was parsed with.
      config: config as never,
      context,
      organizationId: input.organizationId,
      organizationHashKey: input.organizationHashKey,
      nowMs: input.startedAtMs,
      stepKey: `${input.runId}/${id}`,
      scope: `${input.pipelineId}/${id}`,
    },
    ports,
  );
}

/** The message of an error that no other try can mend; any other error is thrown on. */
export function finalMessage(error: unknown): string {
  if (error instanceof UserError || error instanceof NonRetriable) return error.message;
  throw error;
}

export function skippedRecord({ id, kind }: PipelineStep): StepRunRecord {
  return {
    stepId: id, kind, status: "skipped", input: null, output: null, facts: null,
    reason: null, error: null, startedAtMs: null, durationMs: null,
  };
}

function recordOf({ id, kind }: PipelineStep, input: Json, { answer, facts, startedAtMs, durationMs }: Settled): StepRunRecord {
  return {
    stepId: id,
    kind,
    status: answer.kind === "continue" ? "ok" : answer.kind === "drop" ? "dropped" : "failed",
    input,
    output: answer.kind === "continue" ? answer.patch : null,
    facts,
    reason: answer.kind === "drop" ? answer.reason : null,
    error: answer.kind === "fail" ? answer.message : null,
    startedAtMs,
    durationMs,
  };
}

const inputLengthMax = 1000;

function readInput({ refs }: CompiledStep, seen: RunContext): Json {
  return Object.fromEntries(refs.map(({ text, ref }) => [text, shorten(resolveRef(ref, seen) ?? null)]));
}

function shorten(value: Json): Json {
  if (typeof value === "string") return truncateText(value, inputLengthMax);
  if (value === null || typeof value !== "object") return value;
  const text = JSON.stringify(value);
  return text.length <= inputLengthMax ? value : truncateText(text, inputLengthMax);
}
