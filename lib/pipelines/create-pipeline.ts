import { writeAuditEntry, type Caller } from "@/lib/audit/store";
import type { Database } from "@/lib/db";
import { newId } from "@/lib/ids";
import { announceChange } from "@/lib/live/announce-change";
import type { JsonObject } from "@/lib/pipeline/context";
import { invalidDefinition, parseDraft, type Draft } from "./draft";
import { getPipeline } from "./get-pipeline";
import type { PipelineDetail } from "./pipeline-resource";
import { insertPipeline, type DraftColumns } from "./store";

/** A pipeline with this draft. It takes no events before it is deployed and activated. */
export async function createPipeline(db: Database, caller: Caller, definition: JsonObject): Promise<PipelineDetail> {
  const draft = parseDraft(definition);
  const id = newId("pipeline");
  await db.prisma.$transaction(async (tx) => {
    if (!(await insertPipeline(caller.organizationId, tx, id, draftColumns(draft, caller)))) throw slugTaken(draft.slug);
    await writeAuditEntry(tx, caller, { action: "pipeline.created", subject: id, detail: { slug: draft.slug } });
  });
  announceChange(caller.organizationId, "pipelines");
  return getPipeline(db, caller.organizationId, id);
}

export function draftColumns(draft: Draft, { actor }: Caller): DraftColumns {
  // Through JSON: the driver's type of JSON is narrower than ours by the word readonly.
  return { slug: draft.slug, name: draft.name, draft: JSON.parse(JSON.stringify(draft)), draftSavedBy: actor };
}

export function slugTaken(slug: string) {
  return invalidDefinition([{ path: "slug", message: `${slug} is taken: expected one that no other pipeline has` }]);
}
