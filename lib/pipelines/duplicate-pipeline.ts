import type { Caller } from "@/lib/audit/store";
import type { Database } from "@/lib/db";
import { createPipeline } from "./create-pipeline";
import { parseDraft } from "./draft";
import { freeSlug } from "./free-slug";
import { getPipelineRow } from "./get-pipeline";
import { toPipelineResource, type PipelineDetail } from "./pipeline-resource";

/** A new pipeline with the same draft, under a slug and a name of its own; neither deployed nor active. */
export async function duplicatePipeline(db: Database, caller: Caller, idOrSlug: string): Promise<PipelineDetail> {
  const row = await getPipelineRow(db.prisma, caller.organizationId, idOrSlug);
  const draft = parseDraft(toPipelineResource(row).draft);
  const slug = await freeSlug(db.prisma, caller.organizationId, `${draft.slug.slice(0, 55)}-copy`);
  return createPipeline(db, caller, { ...draft, slug, name: `${draft.name.slice(0, 113)} (copy)` });
}
