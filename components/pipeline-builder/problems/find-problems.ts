import { type Problem } from "@/lib/errors";
import { destinationCatalog } from "@/lib/destinations/catalog";
import { destinationSchema, stepSchema, type PipelineDefinition } from "@/lib/pipeline/definition";
import { validateDefinition, type Validation } from "@/lib/pipeline/validate";
import { stepCatalog } from "@/lib/steps/catalog";
import { keyAt, type NodeKey } from "../editor/node-key";
import { findNamed } from "../state/inventory";

export type BuilderProblem = {
  /** A warning does not stop a deploy. */
  severity: "error" | "warning";
  /** In the whole definition: `steps[1].config.where`. */
  path: string;
  message: string;
  /** The card it is on; null for the pipeline itself. */
  key: NodeKey | null;
  /** In the card's own part: `config.where`. */
  field: string;
};

type Known = {
  sources: readonly { id: string; slug: string }[] | undefined;
  connections: readonly { id: string; slug: string; kind: string; attention: { detail: string } | null }[] | undefined;
};

/** Everything that keeps a draft from being deployed, and what is odd about it, in the order of the cards. */
export function findProblems(definition: PipelineDefinition, inventory: Known): BuilderProblem[] {
  const { errors, warnings } = validateParts(definition);
  const references = [...sourceProblems(definition, inventory), ...connectionProblems(definition, inventory), ...modelProblems(definition, inventory)];
  const known = new Set(references.map(({ path }) => path));
  const problems = [
    ...references.map((problem) => locate(definition, problem, "error")),
    ...errors.filter(({ path }) => !known.has(path)).map((problem) => locate(definition, problem, "error")),
    ...[...warnings, ...attention(definition, inventory)].map((problem) => locate(definition, problem, "warning")),
  ];
  return problems.toSorted((a, b) => rank(definition, a) - rank(definition, b));
}

/** One part without an outline must not hide what is wrong with the others: it is left out when the rest is checked. */
function validateParts(definition: PipelineDefinition): { errors: Problem[]; warnings: Problem[] } {
  const whole = validate(definition);
  if (whole.ok) return { errors: [], warnings: whole.warnings };
  const isWhole = definition.steps.every((step) => stepSchema.safeParse(step).success) && definition.destinations.every((one) => destinationSchema.safeParse(one).success);
  if (isWhole) return { errors: whole.problems, warnings: whole.warnings };
  const outlined: PipelineDefinition = {
    ...definition,
    sources: definition.sources.map((rule) => ({ ...rule, source: rule.source || placeholder })),
    destinations: definition.destinations.map(({ when, ...one }) => {
      const destination = { ...one, connection: one.connection || placeholder };
      return when && destinationSchema.safeParse({ ...destination, when }).success ? { ...destination, when } : destination;
    }),
  };
  const rest = validate(outlined);
  const found = new Set(whole.problems.map(({ path }) => path));
  return { errors: [...whole.problems, ...(rest.ok ? [] : rest.problems.filter(({ path }) => !found.has(path)))], warnings: rest.warnings };
}

const placeholder = "not-chosen";

function validate(definition: PipelineDefinition): Validation {
  return validateDefinition(definition, { steps: stepCatalog, destinations: destinationCatalog });
}

function sourceProblems({ sources }: PipelineDefinition, inventory: Known): Problem[] {
  return sources.flatMap(({ source }, index) => {
    const path = `sources[${index}].source`;
    if (source === "") return [{ path, message: "Choose a source" }];
    return inventory.sources && !findNamed(inventory.sources, source) ? [{ path, message: `There is no source ${source}` }] : [];
  });
}

function connectionProblems({ destinations }: PipelineDefinition, { connections }: Known): Problem[] {
  return destinations.flatMap(({ connection, kind }, index) => {
    const path = `destinations[${index}].connection`;
    if (connection === "") return [{ path, message: "Choose a connection" }];
    const found = connections && findNamed(connections, connection);
    if (!connections || found?.kind === kind) return [];
    return [{ path, message: found ? `${found.slug} is a connection of kind ${found.kind}` : `There is no connection ${connection}` }];
  });
}

function modelProblems({ steps }: PipelineDefinition, { connections }: Known): Problem[] {
  return steps.flatMap(({ config: { model } }, index) => {
    const name = typeof model === "string" && model.includes("/") ? model.slice(0, model.indexOf("/")) : null;
    return name !== null && connections && !findNamed(connections, name) ? [{ path: `steps[${index}].config.model`, message: `There is no model connection ${name}` }] : [];
  });
}

function attention({ destinations }: PipelineDefinition, { connections }: Known): Problem[] {
  return destinations.flatMap(({ connection }, index) => {
    const broken = connections && findNamed(connections, connection)?.attention;
    return broken ? [{ path: `destinations[${index}].connection`, message: `The connection needs attention: ${broken.detail}` }] : [];
  });
}

function locate(definition: PipelineDefinition, { path, message }: Problem, severity: BuilderProblem["severity"]): BuilderProblem {
  const [, list, index, field = ""] = /^(sources|steps|destinations)\[(\d+)\]\.?(.*)$/.exec(path) ?? [];
  const part = list === "sources" ? "source" : list === "steps" ? "step" : "destination";
  return { severity, path, message, key: list ? keyAt(definition, { part, index: Number(index) }) : null, field };
}

function rank(definition: PipelineDefinition, { key }: BuilderProblem): number {
  const { sources, steps, destinations } = definition;
  const order: (NodeKey | null)[] = [null, ...sources.map((_, index): NodeKey => `source:${index}`), ...steps.map(({ id }): NodeKey => `step:${id}`), ...destinations.map(({ id }): NodeKey => `destination:${id}`)];
  return order.indexOf(key);
}
