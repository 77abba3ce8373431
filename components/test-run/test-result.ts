import type { Json } from "@/lib/durable/contract";
import type { RunContext } from "@/lib/pipeline/context";
import type { TestRun, TestedDestination, TestedStep } from "@/lib/pipelines/test-resource";
import { stepDocuments, type StepDocuments } from "@/components/runs/step-documents";

/** The API's answer; `context` is a run's, which its schema only knows as JSON. */
export type TestAnswer = Omit<TestRun, "context"> & { context: RunContext };

/** One line of the result. `key` names its card on the canvas. */
export type ResultLine =
  | { part: "step"; key: `step:${string}`; number: number; step: TestedStep; documents: StepDocuments }
  | { part: "destination"; key: `destination:${string}`; number: number; destination: TestedDestination };

/** Steps, then destinations, in the pipeline's order. */
export function resultLines({ steps, destinations, context }: TestAnswer): ResultLine[] {
  const documents = stepDocuments(context.event, steps.map(({ output }) => output));
  const unchanged: StepDocuments = { before: null, after: null };
  return [
    ...steps.map((step, index): ResultLine => ({ part: "step", key: `step:${step.step_id}`, number: index + 1, step, documents: documents[index] ?? unchanged })),
    ...destinations.map((destination, index): ResultLine => ({ part: "destination", key: `destination:${destination.id}`, number: index + 1, destination })),
  ];
}

/** In the words of the status badges: what would become of a destination's message. */
export function destinationStatus({ when, refused }: TestedDestination): { status: string; word: string } {
  if (refused) return { status: "dead", word: "refused" };
  return when && !when.holds ? { status: "skipped", word: "skipped" } : { status: "delivered", word: "would be sent" };
}

/** The line to look at first: what stopped the run, else the first message. */
export function firstToRead(lines: readonly ResultLine[]): ResultLine | undefined {
  return lines.find((line) => line.part === "step" && line.step.status !== "ok") ?? lines.find((line) => line.part === "destination") ?? lines[0];
}

/** What a step's facts say, as words: `provider keyword`. */
export function factWords(facts: Json): string[] {
  if (typeof facts !== "object" || facts === null || Array.isArray(facts)) return [];
  return Object.entries(facts).flatMap(([name, value]) => (value === null || typeof value === "object" ? [] : [`${wordsOf(name)} ${String(value)}`]));
}

/** `inputTokens` → `input tokens`. */
function wordsOf(name: string): string {
  return name.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replaceAll("_", " ");
}
