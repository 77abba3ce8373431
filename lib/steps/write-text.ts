import { createHash } from "node:crypto";
import { UpstreamError, UserError } from "@/lib/errors";
import type { RunContext } from "@/lib/pipeline/context";
import { resolveText } from "@/lib/pipeline/refs";
import type { Ports, WriteAnswer } from "@/lib/ports/ports";
import type { StepResult } from "./contract";

const cachedMs = 30 * 24 * 3_600_000;

export type TextTask = {
  organizationId: string;
  model: string;
  instructions: string;
  input: string;
  wordsMax: number;
  /** Where the model fails: the text to write instead, or the failure is the step's. */
  onError: "fail" | { text: string } | undefined;
  /** Where the text goes: `$summarize.text`. */
  root: "summarize" | "translate";
};

/** One text of a model's, remembered by all that went into it. */
export async function writeText({ onError, root, ...task }: TextTask, { model, cache }: Pick<Ports, "model" | "cache">): Promise<StepResult> {
  const write = (text: string, facts: { [name: string]: string | number }): StepResult => ({ kind: "continue", patch: { values: { [root]: { text } } }, facts: { provider: task.model, ...facts } });
  if (task.input.trim() === "") return write("", { skipped: "the event has nothing to read" });
  const key = createHash("sha256").update(JSON.stringify([task.model, task.instructions, task.wordsMax, task.input])).digest("hex");
  try {
    const { value, isHit } = await cache.get<WriteAnswer>(task.organizationId, `${root}:${key}`, cachedMs, () => model.write(task));
    const { text, ...used } = value;
    return write(text, isHit ? { cache: "hit", inputTokens: 0, outputTokens: 0, latencyMs: 0 } : { cache: "miss", ...used });
  } catch (error) {
    if (typeof onError !== "object" || !(error instanceof UpstreamError || error instanceof UserError)) throw error;
    return write(onError.text, { error: error.message });
  }
}

/** One line a ref; what is not text is its JSON; what is missing is left out. */
export function readInput(refs: readonly string[], context: RunContext): string {
  const values = refs.map((ref) => resolveText(ref, context)).filter((value) => value !== undefined && value !== null);
  return values.map((value) => (typeof value === "string" ? value : JSON.stringify(value))).join("\n");
}
