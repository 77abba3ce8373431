import { UserError } from "@/lib/errors";
import type { StepDefinition } from "@/lib/steps/contract";
import { indexCatalog, type StepCatalog } from "./catalog-index";
import { configRefs } from "./config-refs";
import type { PipelineDefinition, PipelineStep } from "./definition";
import { printPath } from "./problems";
import type { Ref } from "./refs";

export type CompiledStep = {
  id: string;
  kind: string;
  definition: StepDefinition;
  /** Checked against the kind's schema, defaults filled in. */
  config: unknown;
  /** Runs inline, without a durable step. */
  isPure: boolean;
  /** What the config reads, once each. */
  refs: { text: string; ref: Ref }[];
};

const compiledDefinitions = new WeakMap<PipelineDefinition, Map<string, CompiledStep>>();

/** A step ready to run, compiled once a definition object. Throws UserError when the catalogue no longer accepts it. */
export function compiledStep(definition: PipelineDefinition, step: PipelineStep, catalog: StepCatalog): CompiledStep {
  const steps = compiledDefinitions.get(definition) ?? new Map<string, CompiledStep>();
  compiledDefinitions.set(definition, steps);
  const known = steps.get(step.id);
  if (known) return known;
  const compiled = compileStep(step, indexCatalog(catalog).get(step.kind));
  steps.set(step.id, compiled);
  return compiled;
}

function compileStep(step: PipelineStep, definition: StepDefinition | undefined): CompiledStep {
  if (!definition) throw new UserError("invalid_definition", `unknown kind of step ${step.kind}`);
  const parsed = definition.config.safeParse(step.config);
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path, message }) => `config.${printPath(path)}: ${message}`);
    throw new UserError("invalid_definition", issues.join("; "));
  }
  const config = parsed.data;
  return {
    id: step.id,
    kind: step.kind,
    definition,
    config,
    isPure: definition.isPure ? definition.isPure(config) : definition.needs.length === 0,
    refs: configRefs(definition.config, config),
  };
}
