import { insertAuditEntry, type Caller } from "@/lib/audit/store";
import { inTransaction } from "@/lib/adapters/postgres/in-transaction";
import type { Database } from "@/lib/db";
import { supersedeDeliveries } from "@/lib/deliveries/supersede-deliveries";
import { insertRuns, lockEvents, type InsertedRun } from "@/lib/runs/insert-runs";

export type ReplayedVersion = { pipelineId: string; versionId: string };

/** Runs, their jobs and the audit entry in one commit. What is dead of the event in these pipelines is sent by the new runs. */
export function insertReplays(db: Database, caller: Caller, eventId: string, versions: readonly ReplayedVersion[]): Promise<InsertedRun[]> {
  return inTransaction(db.pool, async (client) => {
    await lockEvents(client, caller.organizationId, [eventId]);
    const runs = await insertRuns(client, caller.organizationId, versions.map((version) => ({ ...version, eventId, onlyDestination: null })));
    await supersedeDeliveries(client, caller.organizationId, runs.map((run) => ({ ...run, onlyDestination: null })), []);
    await insertAuditEntry(client, caller, { action: "event.replayed", subject: eventId, detail: { runs: runs.map(({ id }) => id) } });
    return runs;
  });
}

/** Of each pipeline that took the event, or of the one: the version of its first run, and how the pipeline stands. */
export async function originalVersions(organizationId: string, db: Database, eventId: string, pipelineId: string | null): Promise<(ReplayedVersion & { slug: string; status: string })[]> {
  const { rows } = await db.pool.query<ReplayedVersion & { slug: string; status: string }>(
    `select distinct on (r.pipeline_id) r.pipeline_id as "pipelineId", r.pipeline_version_id as "versionId", p.slug, p.status
     from runs r join pipelines p on p.id = r.pipeline_id
     where r.organization_id = $1 and r.event_id = $2 and ($3::text is null or r.pipeline_id = $3) order by r.pipeline_id, r.id`,
    [organizationId, eventId, pipelineId],
  );
  return rows;
}
