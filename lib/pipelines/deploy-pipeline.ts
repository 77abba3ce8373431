import { isDeepStrictEqual } from "node:util";
import { writeAuditEntry, type Caller } from "@/lib/audit/store";
import type { Database } from "@/lib/db";
import { destinationCatalog } from "@/lib/destinations/catalog";
import { UserError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { definitionSchema, type PipelineDefinition } from "@/lib/pipeline/definition";
import { validateDefinition } from "@/lib/pipeline/validate";
import type { Ports } from "@/lib/ports/ports";
import { stepCatalog } from "@/lib/steps/catalog";
import { invalidDefinition } from "./draft";
import { getPipeline, getPipelineRow, holdPipelineRow } from "./get-pipeline";
import type { PipelineDetail } from "./pipeline-resource";
import { referencesOf, resolveDefinition } from "./resolve-definition";
import { draftConflict } from "./save-draft";
import { bumpRoutingRevision, clearDestinationAttention, findVersion, insertVersion, lockReferences } from "./store";

/**
 * Checks the draft whole and freezes it as the next version; an active pipeline goes on with it at once, runs in flight
 * finish on theirs. Throws `invalid_definition` with every problem.
 */
export async function deployPipeline(db: Database, caller: Caller, idOrSlug: string, ports: Pick<Ports, "http">): Promise<PipelineDetail> {
  const { organizationId, actor } = caller;
  const draft = await getPipelineRow(db.prisma, organizationId, idOrSlug);
  const checked = validateDefinition(draft.draft, { steps: stepCatalog, destinations: destinationCatalog });
  if (!checked.ok) throw invalidDefinition(checked.problems);
  const resolved = await resolveDefinition(db, organizationId, checked.definition, ports);
  if (!resolved.ok) throw invalidDefinition(resolved.problems);
  const { definition } = resolved;

  await db.prisma.$transaction(async (tx) => {
    const row = await holdPipelineRow(tx, organizationId, draft.id);
    if (row.revision !== draft.revision) throw draftConflict(row, draft.revision);
    if (!(await lockReferences(organizationId, tx, referencesOf(definition)))) {
      throw new UserError("draft_conflict", "A connection or source of the pipeline was deleted meanwhile: deploy again to see which");
    }
    const previous = row.activeVersion && (await findVersion(organizationId, tx, row.id, row.activeVersion.number));
    const id = newId("pipelineVersion");
    const number = await insertVersion(organizationId, tx, {
      id,
      pipelineId: row.id,
      definition: JSON.parse(JSON.stringify(definition)),
      deployedBy: actor,
    });
    if (previous) await clearDestinationAttention(organizationId, tx, row.id, movedDestinations(definitionSchema.parse(previous.definition), definition));
    if (row.status === "active") await bumpRoutingRevision(organizationId, tx);
    await writeAuditEntry(tx, caller, { action: "pipeline.deployed", subject: row.id, detail: { version: number } });
  });
  return getPipeline(db, organizationId, draft.id);
}

function movedDestinations(before: PipelineDefinition, after: PipelineDefinition): string[] {
  const unmoved = (destination: PipelineDefinition["destinations"][number]) =>
    before.destinations.some((old) => old.id === destination.id && old.connection === destination.connection && isDeepStrictEqual(old.target, destination.target));
  return after.destinations.filter((destination) => !unmoved(destination)).map((destination) => destination.id);
}
