import { type Caller } from "@/lib/audit/store";
import type { Database } from "@/lib/db";
import { UserError } from "@/lib/errors";
import type { ActivePipeline } from "@/lib/ingest/routing";
import { loadRouting } from "@/lib/ingest/store";
import { announceChange } from "@/lib/live/announce-change";
import { findPipelineRow } from "@/lib/pipelines/store";
import { insertReplays, type ReplayedRun } from "./replay-store";
import { findEvent } from "./store";

/**
 * Runs an event again: through one pipeline, or through each that takes it now, on the current versions. The runs before
 * stay. Throws `not_found`, `not_deployed`, or `invalid_request` when nothing would take it.
 */
export async function replayEvent(
  db: Database,
  caller: Caller,
  eventId: string,
  pipeline: string | undefined,
  wake: () => void,
): Promise<ReplayedRun[]> {
  const { organizationId } = caller;
  const event = await findEvent(organizationId, db, eventId);
  if (!event) throw new UserError("not_found", "There is no such event");
  const versions = pipeline === undefined ? await matchingVersions(db, organizationId, event) : [await currentVersion(db, organizationId, pipeline)];
  if (versions.length === 0) throw new UserError("invalid_request", `no active pipeline takes ${event.type} from this source`);
  const runs = await insertReplays(db, caller, eventId, versions);
  wake();
  announceChange(organizationId, "events", "runs");
  return runs;
}

async function matchingVersions(db: Database, organizationId: string, event: { source_id: string; type: string }): Promise<readonly ActivePipeline[]> {
  const routing = await loadRouting(organizationId, db.pool);
  return routing?.match(event.source_id, event.type) ?? [];
}

async function currentVersion(db: Database, organizationId: string, idOrSlug: string): Promise<Pick<ActivePipeline, "pipelineId" | "versionId">> {
  const row = await findPipelineRow(organizationId, db.prisma, idOrSlug);
  if (!row) throw new UserError("not_found", "There is no such pipeline");
  if (!row.activeVersionId) throw new UserError("not_deployed", `${row.slug} has never been deployed: deploy it first`);
  if (row.status !== "active") throw new UserError("invalid_request", `${row.slug} takes no events: its status is ${row.status}, expected active`);
  return { pipelineId: row.id, versionId: row.activeVersionId };
}
