import { type StepDefinition } from "@/lib/steps/contract";
import { stepCatalog } from "@/lib/steps/catalog";

const definitions: ReadonlyMap<string, StepDefinition> = new Map(stepCatalog.map((definition) => [definition.id, definition]));

/** Undefined for a kind that this version does not know. */
export function stepDefinition(kind: string): StepDefinition | undefined {
  return definitions.get(kind);
}
