import type { DeliveryPorts } from "@/lib/destinations/contract";
import { isDeepStrictEqual } from "node:util";
import { writeAuditEntry, type Caller } from "@/lib/audit/store";
import type { Database } from "@/lib/db";
import { clearAttention } from "@/lib/deliveries/clear-attention";
import { deliveryPace } from "@/lib/deliveries/delivery-pace";
import { destinationCatalog } from "@/lib/destinations/catalog";
import { wakeEngine } from "@/lib/engine";
import { UserError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { announceChange } from "@/lib/live/announce-change";
import { definitionSchema, type PipelineDefinition, type PipelineDestination } from "@/lib/pipeline/definition";
import { validateDefinition } from "@/lib/pipeline/validate";
import { stepCatalog } from "@/lib/steps/catalog";
import { invalidDefinition } from "./draft";
import { getPipeline, getPipelineRow, holdPipelineRow } from "./get-pipeline";
import type { PipelineDetail } from "./pipeline-resource";
import { referencesOf, resolveDefinition } from "./resolve-definition";
import { draftConflict } from "./save-draft";
import { bumpRoutingRevision, clearDestinationAttention, findVersion, insertVersion, lockReferences, retargetHeldDeliveries, type HeldTarget } from "./store";

/**
 * Checks the draft whole and freezes it as the next version; an active pipeline goes on with it at once, runs in flight
 * finish on theirs, and what is held for a destination that was moved goes to where it points now. Throws `invalid_definition` with every problem.
 */
export async function deployPipeline(db: Database, caller: Caller, idOrSlug: string, ports: DeliveryPorts): Promise<PipelineDetail> {
  const { organizationId, actor } = caller;
  const draft = await getPipelineRow(db.prisma, organizationId, idOrSlug);
  const checked = validateDefinition(draft.draft, { steps: stepCatalog, destinations: destinationCatalog });
  if (!checked.ok) throw invalidDefinition(checked.problems);
  const resolved = await resolveDefinition(db, organizationId, checked.definition, ports);
  if (!resolved.ok) throw invalidDefinition(resolved.problems);
  const { definition } = resolved;

  const moved = await db.prisma.$transaction(async (tx) => {
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
    const moved = previous ? movedDestinations(definitionSchema.parse(previous.definition), definition) : [];
    await clearDestinationAttention(organizationId, tx, row.id, moved.map((destination) => destination.id));
    if (moved.length > 0) await retargetHeldDeliveries(organizationId, tx, row.id, moved.flatMap(heldTarget));
    if (row.status === "active") await bumpRoutingRevision(organizationId, tx);
    await writeAuditEntry(tx, caller, { action: "pipeline.deployed", subject: row.id, detail: { version: number } });
    return moved;
  });
  for (const { id } of moved) await clearAttention(db, organizationId, { pipelineId: draft.id, destinationId: id }, wakeEngine);
  announceChange(organizationId, "pipelines");
  return getPipeline(db, organizationId, draft.id);
}

function movedDestinations(before: PipelineDefinition, after: PipelineDefinition): PipelineDestination[] {
  const unmoved = (destination: PipelineDestination) =>
    before.destinations.some((old) => old.id === destination.id && old.connection === destination.connection && isDeepStrictEqual(old.target, destination.target));
  return after.destinations.filter((destination) => !unmoved(destination));
}

function heldTarget({ id, kind, connection, target }: PipelineDestination): HeldTarget[] {
  const pace = deliveryPace({ kind, connection, target });
  if (!pace) return [];
  return [{ destination_id: id, kind, connection_id: connection, target, lane: pace.lane?.key ?? null, lane_ms: pace.lane?.periodMs ?? null, gates: pace.gates }];
}
