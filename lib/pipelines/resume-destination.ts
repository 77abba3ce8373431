import { writeAuditEntry, type Caller } from "@/lib/audit/store";
import type { Database } from "@/lib/db";
import { clearAttention } from "@/lib/deliveries/clear-attention";
import { wakeEngine } from "@/lib/engine";
import { UserError } from "@/lib/errors";
import { definitionSchema } from "@/lib/pipeline/definition";
import { getPipelineRow } from "./get-pipeline";
import { findVersion } from "./store";

/**
 * Somebody mended what a destination points at: its mark goes and what it held is sent. Throws `not_found` for a
 * pipeline or destination that is not there.
 */
export async function resumeDestination(db: Database, caller: Caller, idOrSlug: string, destinationId: string): Promise<{ released: number }> {
  const { organizationId } = caller;
  const row = await getPipelineRow(db.prisma, organizationId, idOrSlug);
  const version = row.activeVersion && (await findVersion(organizationId, db.prisma, row.id, row.activeVersion.number));
  const isDeployed = version !== null && definitionSchema.parse(version.definition).destinations.some(({ id }) => id === destinationId);
  const released = await clearAttention(db, organizationId, { pipelineId: row.id, destinationId }, wakeEngine);
  // One that was taken out of the pipeline may still hold deliveries.
  if (!isDeployed && released === 0) throw new UserError("not_found", `${row.slug} has no deployed destination ${destinationId}`);
  await writeAuditEntry(db.prisma, caller, { action: "pipeline.destination_resumed", subject: row.id, detail: { destination: destinationId, released } });
  return { released };
}
