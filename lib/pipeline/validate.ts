import type { DestinationDefinition } from "@/lib/destinations/contract";
import type { Problem } from "@/lib/errors";
import type { StepDefinition } from "@/lib/steps/contract";
import { indexCatalog, type DestinationCatalog, type StepCatalog } from "./catalog-index";
import { checkCondition } from "./check-condition";
import { checkFields } from "./check-fields";
import { definitionSchema, type PipelineDefinition, type PipelineDestination, type PipelineStep } from "./definition";
import { prefixProblems } from "./problems";
import { schemaProblems } from "./schema-problems";
import { unresolvableRefs } from "./unresolvable-refs";

export type Catalog = { steps: StepCatalog; destinations: DestinationCatalog };

/** `warnings` do not stop a deploy: refs that nothing can ever fill. */
export type Validation =
  | { ok: true; definition: PipelineDefinition; warnings: Problem[] }
  | { ok: false; problems: Problem[]; warnings: Problem[] };

/** No definition needs more; deeper input would exhaust the stack of whatever reads it. */
const depthMax = 100;

/**
 * Checks a whole definition, as imported or about to be deployed. Paths are exact: `steps[1].config.where.conditions[0].op`.
 * Whether sources and connections exist is for the caller, who knows the organization.
 */
export function validateDefinition(input: unknown, catalog: Catalog): Validation {
  if (isDeeperThan(input, depthMax)) {
    return { ok: false, problems: [{ path: "", message: `expected at most ${depthMax} levels` }], warnings: [] };
  }
  const shape = schemaProblems(definitionSchema, input, "");
  const parsed = definitionSchema.safeParse(input);
  if (!parsed.success) return { ok: false, problems: shape, warnings: [] };
  const definition = parsed.data;
  const [steps, destinations] = [indexCatalog(catalog.steps), indexCatalog(catalog.destinations)];
  const problems = [
    ...shape,
    ...duplicateIds(definition.steps, "steps"),
    ...duplicateIds(definition.destinations, "destinations"),
    ...definition.steps.flatMap((step, index) => prefixProblems(`steps[${index}]`, checkStep(step, steps))),
    ...definition.destinations.flatMap((destination, index) =>
      prefixProblems(`destinations[${index}]`, checkDestination(destination, destinations))),
  ];
  const warnings = unresolvableRefs(definition, steps, destinations);
  return problems.length === 0 ? { ok: true, definition, warnings } : { ok: false, problems, warnings };
}

function checkStep(step: PipelineStep, kinds: ReadonlyMap<string, StepDefinition>): Problem[] {
  const kind = kinds.get(step.kind);
  if (!kind) return [unknownKind(step.kind, kinds)];
  const problems = schemaProblems(kind.config, step.config, "config");
  const parsed = kind.config.safeParse(step.config);
  if (!parsed.success) return problems;
  return withKindCheck(
    [...problems, ...prefixProblems("config", checkFields(kind.config, parsed.data))],
    prefixProblems("config", kind.check?.(parsed.data) ?? []),
  );
}

function checkDestination(destination: PipelineDestination, kinds: ReadonlyMap<string, DestinationDefinition>): Problem[] {
  const kind = kinds.get(destination.kind);
  const whenProblems = destination.when ? prefixProblems("when", checkCondition(destination.when)) : [];
  if (!kind) return [unknownKind(destination.kind, kinds), ...whenProblems];
  const parts = (["target", "template", "config"] as const).filter((part) => destination[part] !== undefined);
  const problems = parts.flatMap((part) => {
    const shape = schemaProblems(kind[part], destination[part], part);
    return kind[part].safeParse(destination[part]).success
      ? [...shape, ...prefixProblems(part, checkFields(kind[part], destination[part]))]
      : shape;
  });
  const [target, template, config] = [kind.target, kind.template.optional(), kind.config].map((schema, index) =>
    schema.safeParse([destination.target, destination.template, destination.config][index]));
  const checked = target?.success && template?.success && config?.success
    ? kind.check?.({ target: target.data, template: template.data, config: config.data }) ?? []
    : [];
  return [...whenProblems, ...withKindCheck(problems, checked)];
}

function unknownKind(kind: string, kinds: ReadonlyMap<string, unknown>): Problem {
  return { path: "kind", message: `unknown kind ${JSON.stringify(kind)}; known are ${[...kinds.keys()].join(", ")}` };
}

function duplicateIds(items: { id: string }[], path: string): Problem[] {
  return items.flatMap(({ id }, index) =>
    items.findIndex((other) => other.id === id) < index
      ? [{ path: `${path}[${index}].id`, message: `the id ${JSON.stringify(id)} is taken; expected a unique one` }]
      : []);
}

/** A kind's own check may repeat what the fields' metadata already said of a place. */
function withKindCheck(problems: Problem[], checked: Problem[]): Problem[] {
  const known = new Set(problems.map(({ path }) => path));
  return [...problems, ...checked.filter(({ path }) => !known.has(path))];
}

function isDeeperThan(input: unknown, levels: number): boolean {
  let level: unknown[] = [input];
  for (let depth = 0; depth <= levels; depth += 1) {
    level = level.flatMap((value) => (typeof value === "object" && value !== null ? Object.values(value) : []));
    if (level.length === 0) return false;
  }
  return true;
}
