import { z } from "zod";
import { destinationCatalog } from "@/lib/destinations/catalog";
import type { PipelineVersion } from "@/generated/prisma/client";
import { validateDefinition } from "@/lib/pipeline/validate";
import { stepCatalog } from "@/lib/steps/catalog";
import { activitySchema, attentionSchema } from "./activity-resource";
import type { PipelineRow } from "./store";

const problemSchema = z.object({ path: z.string(), message: z.string() });
const definitionJson = z.record(z.string(), z.json());

export const pipelineResourceSchema = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  /** draft | active | paused | archived */
  status: z.string(),
  /** Of the draft: a save names the one it started from. */
  revision: z.number(),
  draft: definitionJson,
  /** Who saved the draft as it is, as the audit log names them: `user:<id>` or `key:<id>`. Null for a draft older than this field. */
  draft_saved_by: z.string().nullable(),
  /** The newest deployed version, the one that runs while the pipeline is active. */
  version: z.object({ id: z.string(), number: z.number(), created_at: z.string() }).nullable(),
  created_at: z.string(),
  updated_at: z.string(),
});
export type PipelineResource = z.infer<typeof pipelineResourceSchema>;

/** In lists with what the last 24 hours brought, and what needs a person. */
export const pipelineListItemSchema = pipelineResourceSchema.extend({ activity: activitySchema, attention: z.array(attentionSchema) });
export type PipelineListItem = z.infer<typeof pipelineListItemSchema>;

/** One pipeline alone also tells what keeps its draft from being deployed. */
export const pipelineDetailSchema = pipelineResourceSchema.extend({ problems: z.array(problemSchema), warnings: z.array(problemSchema) });
export type PipelineDetail = z.infer<typeof pipelineDetailSchema>;

export const versionResourceSchema = z.object({
  id: z.string(),
  number: z.number(),
  /** As deployed: sources, connections and channels by id. */
  definition: definitionJson,
  deployed_by: z.string().nullable(),
  created_at: z.string(),
});
export type VersionResource = z.infer<typeof versionResourceSchema>;

export function toPipelineResource(row: PipelineRow): PipelineResource {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    status: row.status,
    revision: row.revision,
    draft: definitionJson.parse(row.draft),
    draft_saved_by: row.draftSavedBy,
    version: row.activeVersion && { id: row.activeVersion.id, number: row.activeVersion.number, created_at: row.activeVersion.createdAt.toISOString() },
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}

export function toPipelineDetail(row: PipelineRow): PipelineDetail {
  const checked = validateDefinition(row.draft, { steps: stepCatalog, destinations: destinationCatalog });
  return { ...toPipelineResource(row), problems: checked.ok ? [] : checked.problems, warnings: checked.warnings };
}

export function toVersionResource(row: PipelineVersion): VersionResource {
  return { id: row.id, number: row.number, definition: definitionJson.parse(row.definition), deployed_by: row.deployedBy, created_at: row.createdAt.toISOString() };
}
