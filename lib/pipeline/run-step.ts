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

/** Runs one step to its end, waits included. */
export async function runStep(
  step: PipelineStep,
  context: RunContext,
  input: RunInput,
  dependencies: RunDependencies,
): Promise<{ answer: StepAnswer; record: StepRunRecord }> {
  const startedAtMs = dependencies.clock.now();
  let compiled: CompiledStep;
  try {
    compiled = compiledStep(input.definition, step, dependencies.steps);
  } catch (error) {
    const answer: StepAnswer = { kind: "fail", message: finalMessage(error) };
    return { answer, record: recordOf(step, null, { answer, facts: null, startedAtMs, durationMs: 0 }) };
  }
  const seen = compiled.definition.reads === "strictest" ? viewContext(context, { kind: "strictest" }) : context;
  const settled = await settle(compiled, seen, input, dependencies);
  return { answer: settled.answer, record: recordOf(step, readInput(compiled, seen), settled) };
}

type Settled = { answer: StepAnswer; facts: Json; startedAtMs: number; durationMs: number };
type Tried = Omit<Settled, "answer"> & { answer: StepAnswer | { kind: "wait"; until: number; reason: string } };

async function settle(compiled: CompiledStep, seen: RunContext, input: RunInput, dependencies: RunDependencies): Promise<Settled> {
  const { step: port } = dependencies;
  let first: Tried | undefined;
  for (let wait = 0; wait <= waitsMax; wait += 1) {
    const attempt = () => tryStep(compiled, seen, input, dependencies);
    const stepId = wait === 0 ? `step:${compiled.id}` : `step:${compiled.id}:${wait}`;
    const tried = compiled.isPure ? await attempt() : await port.run(stepId, attempt);
    first ??= tried;
    const { answer } = tried;
    if (answer.kind !== "wait") {
      return { ...tried, answer, startedAtMs: first.startedAtMs, durationMs: tried.startedAtMs + tried.durationMs - first.startedAtMs };
    }
    if (answer.until > dependencies.clock.now()) await dependencies.onWait?.({ stepId: compiled.id, kind: compiled.kind, untilMs: answer.until, reason: answer.reason });
    await port.sleepUntil(`wait:${compiled.id}:${wait}`, new Date(answer.until));
  }
  const message = `the step asked to wait more than ${waitsMax} times`;
  return { answer: { kind: "fail", message }, facts: null, startedAtMs: first?.startedAtMs ?? 0, durationMs: first?.durationMs ?? 0 };
}

/** What it answers is remembered by the engine: a final error is an answer too, any other throw is for the engine. */
async function tryStep(compiled: CompiledStep, seen: RunContext, input: RunInput, dependencies: RunDependencies): Promise<Tried> {
  const startedAtMs = dependencies.clock.now();
  const { answer, facts } = await executeToAnswer(compiled, seen, input, dependencies);
  return { answer, facts, startedAtMs, durationMs: dependencies.clock.now() - startedAtMs };
}

async function executeToAnswer(
  compiled: CompiledStep, seen: RunContext, input: RunInput, dependencies: RunDependencies,
): Promise<Pick<Tried, "answer" | "facts">> {
  try {
    const result = await executeStep(compiled, seen, input, dependencies);
    if (result.kind === "continue") return { answer: { kind: "continue", patch: result.patch }, facts: result.facts ?? null };
    if (result.kind === "drop") return { answer: { kind: "drop", reason: result.reason }, facts: result.facts ?? null };
    return { answer: { kind: "wait", until: result.until, reason: result.reason }, facts: null };
  } catch (error) {
    return { answer: { kind: "fail", message: finalMessage(error) }, facts: null };
  }
}

/** One call of the kind's executor. */
export async function executeStep(
  { id, kind, config }: CompiledStep, context: RunContext, input: RunInput, { executors, ports }: RunDependencies,
): Promise<StepResult> {
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
