import type pg from "pg";
import type { InsertedRun } from "@/lib/runs/insert-runs";
import { requeueDeliveries } from "./requeue-deliveries";

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
  const superseded = rows.map(({ id }) => id);
  await handOver(client, organizationId, superseded);
  return superseded;
}

/** What the superseded ones carried goes on without them: the first of the others carries the rest. */
async function handOver(client: Pick<pg.PoolClient, "query">, organizationId: string, superseded: readonly string[]): Promise<void> {
  const { rows } = await client.query<{ id: string; status: string; is_heir: boolean }>(handOverSql, [organizationId, superseded]);
  // Their job was the carrier's.
  const waiting = rows.filter(({ status, is_heir: isHeir }) => isHeir && status === "retrying").map(({ id }) => id);
  if (waiting.length > 0) await requeueDeliveries(client, organizationId, { ids: waiting });
}

const handOverSql = `
WITH heir AS (
  SELECT carried_by AS carrier_id, min(id) AS id FROM deliveries WHERE organization_id = $1 AND carried_by = ANY ($2) GROUP BY carried_by
),
digest AS (
  UPDATE digests g SET carrier_id = heir.id FROM heir WHERE g.organization_id = $1 AND g.carrier_id = heir.carrier_id
)
UPDATE deliveries d SET carried_by = heir.id FROM heir WHERE d.organization_id = $1 AND d.carried_by = heir.carrier_id
RETURNING d.id, d.status, d.id = heir.id AS is_heir`;

// The number rises so that a job that waits for a retry is stale.
const supersedeSql = `
WITH made AS (
  SELECT m.*, v.definition FROM unnest($2::text[], $3::text[], $4::text[], $5::text[]) AS m(run_id, event_id, pipeline_id, destination_id)
  JOIN runs r ON r.id = m.run_id AND r.organization_id = $1
  JOIN pipeline_versions v ON v.id = r.pipeline_version_id
)
UPDATE deliveries d SET status = 'dead', superseded_by = m.run_id, carried_by = NULL, sequence = d.sequence + 1, next_attempt_at = NULL, finished_at = coalesce(d.finished_at, now())
FROM made m JOIN runs r ON r.event_id = m.event_id AND r.pipeline_id = m.pipeline_id
WHERE d.organization_id = $1 AND d.run_id = r.id AND d.superseded_by IS NULL AND (m.destination_id IS NULL OR d.destination_id = m.destination_id)
  AND (d.id = ANY ($6) OR d.status = 'dead' AND m.definition -> 'destinations' @> jsonb_build_array(jsonb_build_object('id', d.destination_id)))
RETURNING d.id`;
