import { insertAuditEntry, type Caller } from "@/lib/audit/store";
import { inTransaction } from "@/lib/adapters/postgres/in-transaction";
import type { Database } from "@/lib/db";
import { enqueueJobsSql } from "@/lib/durable/embedded/enqueue-sql";
import { newId } from "@/lib/ids";

export type ReplayedRun = { id: string; pipeline_id: string; replay: number };

/** Runs, their jobs and the audit entry in one commit. Replays of one event wait for each other, so each gets a number of its own. */
export function insertReplays(
  db: Database,
  caller: Caller,
  eventId: string,
  versions: readonly { pipelineId: string; versionId: string }[],
): Promise<ReplayedRun[]> {
  return inTransaction(db.pool, async (client) => {
    await client.query("SELECT 1 FROM events WHERE organization_id = $1 AND id = $2 FOR NO KEY UPDATE", [caller.organizationId, eventId]);
    const { rows } = await client.query<ReplayedRun>(insertSql, [
      caller.organizationId,
      eventId,
      versions.map(() => newId("run")),
      versions.map(({ pipelineId }) => pipelineId),
      versions.map(({ versionId }) => versionId),
    ]);
    await insertAuditEntry(client, caller, { action: "event.replayed", subject: eventId, detail: { runs: rows.map(({ id }) => id) } });
    return rows;
  });
}

/** Numbered a pipeline rather than a version, so that the numbers of an event's runs tell their order. */
const insertSql = `
WITH wanted AS (
  SELECT * FROM unnest($3::text[], $4::text[], $5::text[]) WITH ORDINALITY AS w(id, pipeline_id, version_id, ord)
),
stored AS (
  INSERT INTO runs (id, organization_id, event_id, pipeline_id, pipeline_version_id, replay, status)
  SELECT id, $1, $2, pipeline_id, version_id,
    (SELECT coalesce(max(r.replay), 0) + 1 FROM runs r WHERE r.event_id = $2 AND r.pipeline_id = w.pipeline_id), 'queued'
  FROM wanted w
  RETURNING id, organization_id, pipeline_id, replay
),
requested AS (
  SELECT 'pipeline/run.requested' AS trigger, id AS key, jsonb_build_object('organizationId', organization_id, 'runId', id) AS data,
    NULL::timestamptz AS due, NULL::text AS lane, NULL::int AS lane_ms, NULL::int AS lane_max, id AS ord
  FROM stored
),
jobs AS (${enqueueJobsSql("requested")})
SELECT id, pipeline_id, replay FROM stored ORDER BY id`;
