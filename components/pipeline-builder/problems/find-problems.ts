import { type Problem } from "@/lib/errors";
import { destinationCatalog } from "@/lib/destinations/catalog";
import { indexCatalog } from "@/lib/pipeline/catalog-index";
import { type PipelineDefinition } from "@/lib/pipeline/definition";
import { prefixProblems } from "@/lib/pipeline/problems";
import { unresolvableRefs } from "@/lib/pipeline/unresolvable-refs";
import { stepCatalog } from "@/lib/steps/catalog";
import { keyAt, type NodeKey } from "../editor/node-key";
import { findNamed } from "../state/inventory";
import { destinationFaults, outlineFaults, stepFaults } from "./part-faults";

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
  const references = [...sourceProblems(definition, inventory), ...connectionProblems(definition, inventory), ...modelProblems(definition, inventory)];
  const known = new Set(references.map(({ path }) => path));
  const warnings = unresolvableRefs(definition, indexCatalog(stepCatalog), indexCatalog(destinationCatalog));
  const problems = [
    ...references.map((problem) => locate(definition, problem, "error")),
    ...partProblems(definition).filter(({ path }) => !known.has(path)).map((problem) => locate(definition, problem, "error")),
    ...[...warnings, ...attention(definition, inventory)].map((problem) => locate(definition, problem, "warning")),
  ];
  return problems.toSorted((a, b) => rank(definition, a) - rank(definition, b));
}

function partProblems(definition: PipelineDefinition): Problem[] {
  const { steps, destinations } = definition;
  return [
    ...outlineFaults(definition),
    ...duplicateIds(steps, "steps"),
    ...duplicateIds(destinations, "destinations"),
    ...steps.flatMap((step, index) => prefixProblems(`steps[${index}]`, stepFaults(step))),
    ...destinations.flatMap((destination, index) => prefixProblems(`destinations[${index}]`, destinationFaults(destination))),
  ];
}

function duplicateIds(items: { id: string }[], list: string): Problem[] {
  return items.flatMap(({ id }, index) =>
    items.findIndex((other) => other.id === id) < index ? [{ path: `${list}[${index}].id`, message: `The id ${id} is taken` }] : []);
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
