import { type PipelineDefinition } from "@/lib/pipeline/definition";
import { stepDefinition } from "../step-definition";

/**
 * What of a pipeline tells which values its refs have on a sample event: the steps that are whole, cost nothing and
 * reach nobody. Filters stay out, as a sample that they would drop still shows what the later fields read.
 */
export function sampleDefinitionOf(definition: PipelineDefinition): PipelineDefinition {
  const steps = definition.steps.filter(({ kind, config }) => {
    const found = stepDefinition(kind);
    const parsed = found?.config.safeParse(config);
    if (!found || !parsed?.success || found.category === "CTL") return false;
    return found.needs.length === 0 || (found.isPure?.(parsed.data) ?? false);
  });
  // Without names, which decide nothing: a renamed step has the same values.
  return { ...definition, steps: steps.map(({ id, kind, config }) => ({ id, kind, config })), destinations: [] };
}
