import { writeAuditEntry, type Caller } from "@/lib/audit/store";
import type { Database } from "@/lib/db";
import { pausedCode } from "@/lib/deliveries/paused-code";
import { UserError } from "@/lib/errors";
import { announceChange } from "@/lib/live/announce-change";
import { definitionSchema } from "@/lib/pipeline/definition";
import { getPipelineRow } from "./get-pipeline";
import { findVersion, markDestination } from "./store";

/**
 * Holds what goes to a destination until it is resumed; then it is sent, in order. One that is held already stays so, for
 * the reason it has. Throws `not_found` for a pipeline or destination that is not deployed.
 */
export async function pauseDestination(db: Database, caller: Caller, idOrSlug: string, destinationId: string): Promise<void> {
  const { organizationId, actor } = caller;
  const row = await getPipelineRow(db.prisma, organizationId, idOrSlug);
  const version = row.activeVersion && (await findVersion(organizationId, db.prisma, row.id, row.activeVersion.number));
  const isDeployed = version !== null && definitionSchema.parse(version.definition).destinations.some(({ id }) => id === destinationId);
  if (!isDeployed) throw new UserError("not_found", `${row.slug} has no deployed destination ${destinationId}`);
  const who = actor.startsWith("key:") ? "by a key" : "by a member";
  await db.prisma.$transaction(async (tx) => {
    await markDestination(organizationId, tx, { pipelineId: row.id, destinationId, code: pausedCode, detail: `it was paused ${who}` });
    await writeAuditEntry(tx, caller, { action: "pipeline.destination_paused", subject: row.id, detail: { destination: destinationId } });
  });
  announceChange(organizationId, "pipelines", "deliveries");
}
