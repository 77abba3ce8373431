import { stringOf } from "@/components/block-kit/read-json";
import type { JsonObject } from "@/lib/pipeline/context";

export type BodyChoice = "envelope" | "output" | "json";

/** What a template stands for. Without one a transform's `$output` is sent, and the envelope where there is none. */
export function bodyChoice(template: JsonObject | undefined, hasOutput: boolean): BodyChoice {
  if (template === undefined) return hasOutput ? "output" : "envelope";
  return /^\s*"?\$output"?\s*$/.test(stringOf(template["body"])) ? "output" : "json";
}
