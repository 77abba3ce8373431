import type pg from "pg";
import { enqueueJobsSql } from "@/lib/durable/embedded/enqueue-sql";
import { deliveryJobColumnsSql } from "./delivery-trigger";
import { possiblySentCode } from "./settle-attempt";

export type Requeue =
  /** Chosen by a person; may be dead, held or waiting for a retry. */
  | { ids: string[] }
  /** Held ones of a connection that works again. */
  | { connectionId: string }
  /** Held ones of a destination whose target was mended. */
  | { pipelineId: string; destinationId: string }
  /** Held ones whose connection and destination nothing is wrong with any more. */
  | { strandedIds: string[] }
  /** One whose job gave up for a reason of ours, such as a database that was away: it goes on after a pause. */
  | { abandonedId: string; sequence: number; delayMs: number };

/**
 * Puts deliveries back into their queue, oldest first, with a fresh retry schedule; answers their ids. Those of a digest
 * go together, whichever of them was chosen. What they were blocked by is the caller's to clear. Call the engine's wake
 * after it.
 */
export async function requeueDeliveries(client: Pick<pg.Pool, "query">, organizationId: string, which: Requeue): Promise<string[]> {
  const { chosen, isDue, values, due } = conditionOf(which);
  const { rows } = await client.query<{ id: string }>({ text: requeueSql(chosen, isDue, due), values: [organizationId, ...values] });
  return rows.map((row) => row.id);
}

/** `isDue` is asked once more of a row that is locked, and of the one that carries it. */
function conditionOf(which: Requeue): { chosen: string; isDue: string; values: unknown[]; due?: string } {
  if ("abandonedId" in which) {
    return {
      chosen: "id = $2",
      isDue: "status IN ('pending', 'retrying') AND sequence = $3",
      values: [which.abandonedId, which.sequence, which.delayMs],
      due: "now() + $4::float8 * interval '1 ms'",
    };
  }
  if ("ids" in which) return { chosen: "id = ANY ($2)", isDue: "status IN ('dead', 'held', 'retrying') AND superseded_by IS NULL", values: [which.ids] };
  if ("strandedIds" in which) return { chosen: "id = ANY ($2)", isDue: strandedSql("deliveries"), values: [which.strandedIds] };
  const isDue = `status = 'held' AND code IS DISTINCT FROM '${possiblySentCode}'`;
  if ("connectionId" in which) return { chosen: "connection_id = $2", isDue, values: [which.connectionId] };
  return { chosen: "pipeline_id = $2 AND destination_id = $3", isDue, values: [which.pipelineId, which.destinationId] };
}

/** True of a delivery that is held although nothing holds it; `d` is the name of its table in the query. */
export const strandedSql = (d: string) => `${d}.status = 'held' AND ${d}.message IS NOT NULL
  AND ${d}.code IS DISTINCT FROM '${possiblySentCode}' AND ${d}.code IS DISTINCT FROM 'connection_missing'
  AND EXISTS (SELECT 1 FROM connections c WHERE c.id = ${d}.connection_id AND c.status = 'active')
  AND NOT EXISTS (SELECT 1 FROM destination_attention b WHERE b.pipeline_id = ${d}.pipeline_id AND b.destination_id = ${d}.destination_id)`;

// The carrier of a digest is locked before those it carries, as where an attempt ends: nobody waits for each other.
const requeueSql = (chosen: string, isDue: string, due = "NULL::timestamptz") => `
WITH chosen AS MATERIALIZED (
  SELECT DISTINCT coalesce(carried_by, id) AS id FROM deliveries WHERE organization_id = $1 AND message IS NOT NULL AND ${chosen} AND ${isDue}
),
locked AS MATERIALIZED (
  SELECT id FROM deliveries WHERE id = ANY (ARRAY(SELECT id FROM chosen)) AND organization_id = $1 AND ${isDue} ORDER BY id FOR UPDATE
),
moved AS (
  UPDATE deliveries d SET status = 'pending', failures = 0, sequence = d.sequence + 1, next_attempt_at = ${due}, finished_at = NULL
  FROM locked WHERE d.id = locked.id
  RETURNING d.id, d.organization_id, d.kind, d.sequence, d.lane, d.lane_period_ms, d.gates, d.next_attempt_at, d.event_id, d.carried_by
),
carried AS (
  UPDATE deliveries d SET status = 'pending', next_attempt_at = ${due}, finished_at = NULL
  FROM locked WHERE d.carried_by = ANY (ARRAY(SELECT id FROM locked)) AND d.carried_by = locked.id AND d.id <> locked.id AND d.status NOT IN ('delivered', 'skipped')
  RETURNING d.id
),
due AS (
  SELECT ${deliveryJobColumnsSql({ due: "next_attempt_at", place: "event_place(event_id)" })}, id AS ord FROM moved
),
jobs AS (${enqueueJobsSql("due", { hasPlace: true })})
SELECT id FROM moved UNION ALL SELECT id FROM carried ORDER BY id`;
