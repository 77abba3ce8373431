import type { DeliveryPorts } from "@/lib/destinations/contract";
import { isModelKind } from "@/lib/connections/model-kinds";
import { openConnection } from "@/lib/connections/open-connection";
import type { Database } from "@/lib/db";
import { listFields, resolveTarget } from "@/lib/destinations/accounts";
import { checkTargetFields, hasTargetFields } from "@/lib/destinations/target-fields";
import type { Problem } from "@/lib/errors";
import type { JsonObject } from "@/lib/pipeline/context";
import type { PipelineDefinition, PipelineDestination, PipelineStep } from "@/lib/pipeline/definition";
import { prefixProblems } from "@/lib/pipeline/problems";
import { findConnections, findSources } from "./store";

export type Resolved = { ok: true; definition: PipelineDefinition } | { ok: false; problems: Problem[] };

type Connection = { id: string; slug: string; kind: string };

/** Names to ids: what a version holds must mean the same after a slug or a channel was renamed. */
export async function resolveDefinition(db: Database, organizationId: string, definition: PipelineDefinition, ports: DeliveryPorts): Promise<Resolved> {
  const models = definition.steps.flatMap((step) => modelOf(step)?.connection ?? []);
  const [sources, connections] = await Promise.all([
    findSources(organizationId, db, definition.sources.map((rule) => rule.source)),
    findConnections(organizationId, db, [...models, ...definition.destinations.map((destination) => destination.connection)]),
  ]);
  const problems: Problem[] = [];
  const resolved: PipelineDefinition = {
    ...definition,
    sources: definition.sources.map((rule, index) => {
      const source = named(sources, rule.source);
      if (!source) problems.push({ path: `sources[${index}].source`, message: `expected a source's id or slug: there is no ${rule.source}` });
      return { ...rule, source: source?.id ?? rule.source };
    }),
    steps: definition.steps.map((step, index) => resolveModel(step, index, connections, problems)),
    destinations: definition.destinations.map((destination, index) => {
      const connection = named(connections, destination.connection);
      if (connection?.kind !== destination.kind) problems.push({ path: `destinations[${index}].connection`, message: wrongConnection(destination, connection) });
      return { ...destination, connection: connection?.id ?? destination.connection };
    }),
  };
  if (problems.length > 0) return { ok: false, problems };

  const targets = await resolveTargets(db, organizationId, resolved.destinations, ports, problems);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, definition: { ...resolved, destinations: targets } };
}

/** The ids a resolved definition holds. */
export function referencesOf(definition: PipelineDefinition): { connections: string[]; sources: string[] } {
  const models = definition.steps.flatMap((step) => modelOf(step)?.connection ?? []);
  return {
    connections: [...new Set([...models, ...definition.destinations.map((destination) => destination.connection)])],
    sources: [...new Set(definition.sources.map((rule) => rule.source))],
  };
}

/** A step's model as `<connection>/<model name>`; the model's own name may hold slashes. Null for `keyword` and steps without. */
export function modelOf(step: { config?: JsonObject }): { connection: string; name: string } | null {
  const model = step.config?.model;
  if (typeof model !== "string") return null;
  const slash = model.indexOf("/");
  return slash <= 0 ? null : { connection: model.slice(0, slash), name: model.slice(slash + 1) };
}

/** By id first: a slug may look like another's id. */
export function named<Row extends { id: string; slug: string }>(rows: Row[], idOrSlug: string): Row | undefined {
  return rows.find((row) => row.id === idOrSlug) ?? rows.find((row) => row.slug === idOrSlug);
}

function resolveModel(step: PipelineStep, index: number, connections: Connection[], problems: Problem[]): PipelineStep {
  const model = modelOf(step);
  if (!model) return step;
  const connection = named(connections, model.connection);
  if (!connection || !isModelKind(connection.kind)) {
    const found = connection ? `${connection.slug} is of kind ${connection.kind}` : `there is no ${model.connection}`;
    problems.push({ path: `steps[${index}].config.model`, message: `expected keyword or <model connection>/<model name>: ${found}` });
    return step;
  }
  return { ...step, config: { ...step.config, model: `${connection.id}/${model.name}` } };
}

export function wrongConnection(destination: Pick<PipelineDestination, "kind" | "connection">, connection: Connection | undefined): string {
  const found = connection ? `${connection.slug} is of kind ${connection.kind}` : `there is no ${destination.connection}`;
  return `expected the id or slug of a connection of kind ${destination.kind}: ${found}`;
}

async function resolveTargets(
  db: Database,
  organizationId: string,
  destinations: PipelineDestination[],
  ports: DeliveryPorts,
  problems: Problem[],
): Promise<PipelineDestination[]> {
  const resolved: PipelineDestination[] = [];
  // One after the other: Slack allows few listings of channels a minute.
  for (const [index, destination] of destinations.entries()) {
    const config = await openConnection(db, organizationId, destination.connection);
    const answer = await resolveTarget(destination.kind, config, destination.target, ports);
    if (!answer.ok) problems.push({ path: `destinations[${index}].target`, message: `${answer.detail} (${answer.code})` });
    const isObject = answer.ok && typeof answer.target === "object" && answer.target !== null && !Array.isArray(answer.target);
    const settled = isObject ? { ...destination, target: answer.target as JsonObject } : destination;
    if (answer.ok) problems.push(...prefixProblems(`destinations[${index}]`, await fieldProblems(settled, config, ports)));
    resolved.push(settled);
  }
  return resolved;
}

/** Where a template names the target's own fields, they are asked for: a table may have changed since it was mapped. */
async function fieldProblems({ kind, target, template }: PipelineDestination, config: JsonObject | null, ports: DeliveryPorts): Promise<Problem[]> {
  if (!template || !hasTargetFields(kind, template)) return [];
  const list = await listFields(kind, config, target, ports);
  if (!list.ok) return [{ path: "target", message: `${list.detail} (${list.code})` }];
  return prefixProblems("template", checkTargetFields(kind, template, list.fields));
}
