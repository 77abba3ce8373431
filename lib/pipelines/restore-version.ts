import type { Caller } from "@/lib/audit/store";
import type { Database } from "@/lib/db";
import { UserError } from "@/lib/errors";
import { getPipelineRow } from "./get-pipeline";
import { toVersionResource, type PipelineDetail } from "./pipeline-resource";
import { saveDraft } from "./save-draft";
import { findVersion } from "./store";

/** Makes an earlier version the draft; deploying it is another call. The pipeline's slug and name stay as they are. */
export async function restoreVersion(db: Database, caller: Caller, idOrSlug: string, version: number, revision: number): Promise<PipelineDetail> {
  const row = await getPipelineRow(db.prisma, caller.organizationId, idOrSlug);
  const found = await findVersion(caller.organizationId, db.prisma, row.id, version);
  if (!found) throw new UserError("not_found", `The pipeline has no version ${version}`);
  const { definition } = toVersionResource(found);
  return saveDraft(db, caller, row.id, { ...definition, slug: row.slug, name: row.name }, revision, "pipeline.restored");
}
