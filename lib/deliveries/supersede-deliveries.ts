import type pg from "pg";
import type { InsertedRun } from "@/lib/runs/insert-runs";

/** A new run, and the one destination it sends to; null = all. */
export type Superseding = Pick<InsertedRun, "id" | "event_id" | "pipeline_id"> & { onlyDestination: string | null };

/**
 * The new runs take the place of deliveries: of the `chosen` ones, and of the dead ones of the same event that go where
 * the runs send to. They stay as they are for history, dead, and nothing sends them any more. Answers their ids. Call it
 * in the transaction that stores the runs.
 */
export async function supersedeDeliveries(client: Pick<pg.PoolClient, "query">, organizationId: string, runs: readonly Superseding[], chosen: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(supersedeSql, [
    organizationId,
    runs.map(({ id }) => id),
    runs.map(({ event_id }) => event_id),
    runs.map(({ pipeline_id }) => pipeline_id),
    runs.map(({ onlyDestination }) => onlyDestination),
    chosen,
  ]);
  return rows.map(({ id }) => id);
}

// The number rises so that a job that waits for a retry is stale.
const supersedeSql = `
WITH made AS (
  SELECT m.*, v.definition FROM unnest($2::text[], $3::text[], $4::text[], $5::text[]) AS m(run_id, event_id, pipeline_id, destination_id)
  JOIN runs r ON r.id = m.run_id AND r.organization_id = $1
  JOIN pipeline_versions v ON v.id = r.pipeline_version_id
)
UPDATE deliveries d SET status = 'dead', superseded_by = m.run_id, sequence = d.sequence + 1, next_attempt_at = NULL, finished_at = coalesce(d.finished_at, now())
FROM made m JOIN runs r ON r.event_id = m.event_id AND r.pipeline_id = m.pipeline_id
WHERE d.organization_id = $1 AND d.run_id = r.id AND d.superseded_by IS NULL AND (m.destination_id IS NULL OR d.destination_id = m.destination_id)
  AND (d.id = ANY ($6) OR d.status = 'dead' AND m.definition -> 'destinations' @> jsonb_build_array(jsonb_build_object('id', d.destination_id)))
RETURNING d.id`;
