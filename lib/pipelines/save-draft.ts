import { writeAuditEntry, type Caller } from "@/lib/audit/store";
import type { Database } from "@/lib/db";
import { UserError } from "@/lib/errors";
import { announceChange } from "@/lib/live/announce-change";
import type { JsonObject } from "@/lib/pipeline/context";
import { draftColumns, slugTaken } from "./create-pipeline";
import { parseDraft } from "./draft";
import { getPipeline, holdPipelineRow } from "./get-pipeline";
import type { PipelineDetail } from "./pipeline-resource";
import { isSlugTaken, updateDraft, type PipelineRow } from "./store";

/** `revision` is the one the editing began with; null replaces whatever is there. Throws `draft_conflict`. */
export async function saveDraft(
  db: Database,
  caller: Caller,
  idOrSlug: string,
  definition: JsonObject,
  revision: number | null,
  action = "pipeline.saved",
): Promise<PipelineDetail> {
  const draft = parseDraft(definition);
  const { organizationId } = caller;
  const id = await db.prisma
    .$transaction(async (tx) => {
      const row = await holdPipelineRow(tx, organizationId, idOrSlug);
      if (revision !== null && row.revision !== revision) throw draftConflict(row, revision);
      await updateDraft(organizationId, tx, row.id, draftColumns(draft, caller));
      await writeAuditEntry(tx, caller, { action, subject: row.id, detail: { revision: row.revision + 1 } });
      return row.id;
    })
    .catch((error: unknown) => {
      throw isSlugTaken(error) ? slugTaken(draft.slug) : error;
    });
  announceChange(organizationId, "pipelines");
  return getPipeline(db, organizationId, id);
}

export function draftConflict(row: PipelineRow, revision: number): UserError {
  return new UserError("draft_conflict", `The draft is at revision ${row.revision} by now, not ${revision}: read it again`, [
    { path: "revision", message: `expected ${row.revision}` },
  ]);
}
