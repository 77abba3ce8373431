import { type Caller } from "@/lib/audit/store";
import type { Database } from "@/lib/db";
import { UserError } from "@/lib/errors";
import { loadRouting } from "@/lib/ingest/routing-store";
import { announceChange } from "@/lib/live/announce-change";
import { findPipelineRow } from "@/lib/pipelines/store";
import type { InsertedRun } from "@/lib/runs/insert-runs";
import { insertReplays, originalVersions, type ReplayedVersion } from "./replay-store";
import { findEvent } from "./store";

export type EventReplay = {
  /** Id or slug; absent = on the current version every pipeline that takes the event now, on the original one every pipeline that took it. */
  pipeline?: string | undefined;
  version: "original" | "current";
};

/**
 * Runs an event again. The runs before stay; what is dead of them counts as sent again. Throws `not_found`,
 * `not_deployed`, or `invalid_request` when nothing would take it.
 */
export async function replayEvent(db: Database, caller: Caller, eventId: string, { pipeline, version }: EventReplay, wake: () => void): Promise<InsertedRun[]> {
  const { organizationId } = caller;
  const event = await findEvent(organizationId, db, eventId);
  if (!event) throw new UserError("not_found", "There is no such event");
  const versions = version === "original" ? await versionsThatTook(db, organizationId, eventId, pipeline) : await versionsOfNow(db, organizationId, event, pipeline);
  if (versions.length === 0) throw new UserError("invalid_request", `no active pipeline ${version === "original" ? "took this event" : `takes ${event.type} from this source`}`);
  const runs = await insertReplays(db, caller, eventId, versions);
  wake();
  announceChange(organizationId, "events", "runs", "deliveries");
  return runs;
}

async function versionsOfNow(db: Database, organizationId: string, event: { source_id: string; type: string }, pipeline: string | undefined): Promise<readonly ReplayedVersion[]> {
  if (pipeline === undefined) return (await loadRouting(organizationId, db.pool))?.match(event.source_id, event.type) ?? [];
  const row = await pipelineOf(db, organizationId, pipeline);
  if (!row.activeVersionId) throw new UserError("not_deployed", `${row.slug} has never been deployed: deploy it first`);
  refuseUnlessActive(row);
  return [{ pipelineId: row.id, versionId: row.activeVersionId }];
}

async function versionsThatTook(db: Database, organizationId: string, eventId: string, pipeline: string | undefined): Promise<readonly ReplayedVersion[]> {
  if (pipeline === undefined) return (await originalVersions(organizationId, db, eventId, null)).filter(({ status }) => status === "active");
  const row = await pipelineOf(db, organizationId, pipeline);
  const versions = await originalVersions(organizationId, db, eventId, row.id);
  if (versions.length === 0) throw new UserError("invalid_request", `${row.slug} never took this event: its original version is not known`);
  refuseUnlessActive(row);
  return versions;
}

async function pipelineOf(db: Database, organizationId: string, idOrSlug: string) {
  const row = await findPipelineRow(organizationId, db.prisma, idOrSlug);
  if (!row) throw new UserError("not_found", "There is no such pipeline");
  return row;
}

function refuseUnlessActive({ slug, status }: { slug: string; status: string }): void {
  if (status !== "active") throw new UserError("invalid_request", `${slug} takes no events: its status is ${status}, expected active`);
}
