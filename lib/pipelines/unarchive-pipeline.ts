import { writeAuditEntry, type Caller } from "@/lib/audit/store";
import type { Database } from "@/lib/db";
import { UserError } from "@/lib/errors";
import { announceChange } from "@/lib/live/announce-change";
import { draftColumns } from "./create-pipeline";
import { parseDraft } from "./draft";
import { freeSlug } from "./free-slug";
import { getPipeline, getPipelineRow } from "./get-pipeline";
import { toPipelineResource, type PipelineDetail } from "./pipeline-resource";
import { lockPipeline, updateDraft, updateStatus } from "./store";

/** Brings an archived pipeline back, paused if it was ever deployed, under its old slug or, where that is taken, a free one. */
export async function unarchivePipeline(db: Database, caller: Caller, idOrSlug: string): Promise<PipelineDetail> {
  const { organizationId } = caller;
  const id = await db.prisma.$transaction(async (tx) => {
    const found = await getPipelineRow(tx, organizationId, idOrSlug);
    await lockPipeline(organizationId, tx, found.id);
    const row = await getPipelineRow(tx, organizationId, found.id);
    if (row.status !== "archived") throw new UserError("invalid_request", `${row.name} is not archived`);
    const draft = parseDraft(toPipelineResource(row).draft);
    const slug = await freeSlug(tx, organizationId, draft.slug);
    await updateDraft(organizationId, tx, row.id, draftColumns({ ...draft, slug }, caller));
    await updateStatus(organizationId, tx, row.id, { status: row.activeVersion ? "paused" : "draft" });
    await writeAuditEntry(tx, caller, { action: "pipeline.unarchived", subject: row.id, detail: { slug } });
    return row.id;
  });
  announceChange(organizationId, "pipelines");
  return getPipeline(db, organizationId, id);
}
