import type { Database } from "@/lib/db";
import { UserError } from "@/lib/errors";
import type { JsonObject } from "@/lib/pipeline/context";
import { printDefinition, type TextFormat } from "./definition-text";
import { parseDraft, type Draft } from "./draft";
import { getPipelineRow } from "./get-pipeline";
import { modelOf, named } from "./resolve-definition";
import { toVersionResource } from "./pipeline-resource";
import { findConnections, findSources, findVersion } from "./store";

export type PipelineExport = { format: TextFormat; text: string };

/** The draft, or a version, as a file for another install: sources and connections by slug. */
export async function exportPipeline(
  db: Database,
  organizationId: string,
  idOrSlug: string,
  options: { format: TextFormat; version?: number | undefined },
): Promise<PipelineExport> {
  const row = await getPipelineRow(db.prisma, organizationId, idOrSlug);
  const version = options.version === undefined ? null : await findVersion(organizationId, db.prisma, row.id, options.version);
  if (options.version !== undefined && !version) throw new UserError("not_found", `The pipeline has no version ${options.version}`);
  const definition = parseDraft(version ? toVersionResource(version).definition : (row.draft as JsonObject));
  return { format: options.format, text: printDefinition(await withSlugs(db, organizationId, definition), options.format) };
}

async function withSlugs(db: Database, organizationId: string, draft: Draft): Promise<Draft> {
  const textsAt = (parts: JsonObject[], key: string) => parts.flatMap((part) => (typeof part[key] === "string" ? part[key] : []));
  const [sources, connections] = await Promise.all([
    findSources(organizationId, db, textsAt(draft.sources, "source")),
    findConnections(organizationId, db, [...textsAt(draft.destinations, "connection"), ...draft.steps.flatMap((step) => stepModel(step)?.connection ?? [])]),
  ]);
  const slugOf = (rows: { id: string; slug: string }[], name: unknown) => (typeof name === "string" ? (named(rows, name)?.slug ?? name) : name) as string;
  return {
    ...draft,
    sources: draft.sources.map((rule) => ("source" in rule ? { ...rule, source: slugOf(sources, rule.source) } : rule)),
    steps: draft.steps.map((step) => {
      const model = stepModel(step);
      return model ? { ...step, config: { ...configOf(step), model: `${slugOf(connections, model.connection)}/${model.name}` } } : step;
    }),
    destinations: draft.destinations.map((destination) => ("connection" in destination ? { ...destination, connection: slugOf(connections, destination.connection) } : destination)),
  };
}

function stepModel(step: JsonObject) {
  return modelOf({ config: configOf(step) });
}

function configOf(step: JsonObject): JsonObject {
  const { config } = step;
  return typeof config === "object" && config !== null && !Array.isArray(config) ? config : {};
}
