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
 * Puts deliveries back into their queue, oldest first, with a fresh retry schedule; answers their ids. What they were
 * blocked by is the caller's to clear. Call the engine's wake after it.
 */
export async function requeueDeliveries(client: Pick<pg.Pool, "query">, organizationId: string, which: Requeue): Promise<string[]> {
  const { condition, values, due } = conditionOf(which);
  const { rows } = await client.query<{ id: string }>({ text: requeueSql(condition, due), values: [organizationId, ...values] });
  return rows.map((row) => row.id);
}

function conditionOf(which: Requeue): { condition: string; values: unknown[]; due?: string } {
  if ("abandonedId" in which) {
    return {
      condition: "status IN ('pending', 'retrying') AND id = $2 AND sequence = $3",
      values: [which.abandonedId, which.sequence, which.delayMs],
      due: "now() + $4::float8 * interval '1 ms'",
    };
  }
  if ("ids" in which) return { condition: "status IN ('dead', 'held', 'retrying') AND superseded_by IS NULL AND id = ANY ($2)", values: [which.ids] };
  if ("strandedIds" in which) return { condition: `${strandedSql("deliveries")} AND id = ANY ($2)`, values: [which.strandedIds] };
  const held = `status = 'held' AND code IS DISTINCT FROM '${possiblySentCode}'`;
  if ("connectionId" in which) return { condition: `${held} AND connection_id = $2`, values: [which.connectionId] };
  return { condition: `${held} AND pipeline_id = $2 AND destination_id = $3`, values: [which.pipelineId, which.destinationId] };
}

/** True of a delivery that is held although nothing holds it; `d` is the name of its table in the query. */
export const strandedSql = (d: string) => `${d}.status = 'held' AND ${d}.message IS NOT NULL
  AND ${d}.code IS DISTINCT FROM '${possiblySentCode}' AND ${d}.code IS DISTINCT FROM 'connection_missing'
  AND EXISTS (SELECT 1 FROM connections c WHERE c.id = ${d}.connection_id AND c.status = 'active')
  AND NOT EXISTS (SELECT 1 FROM destination_attention b WHERE b.pipeline_id = ${d}.pipeline_id AND b.destination_id = ${d}.destination_id)`;

const requeueSql = (condition: string, due = "NULL::timestamptz") => `
WITH chosen AS (
  SELECT id FROM deliveries WHERE organization_id = $1 AND message IS NOT NULL AND ${condition} ORDER BY id FOR UPDATE
),
moved AS (
  UPDATE deliveries d SET status = 'pending', failures = 0, sequence = d.sequence + 1, next_attempt_at = ${due}, finished_at = NULL
  FROM chosen WHERE d.id = chosen.id
  RETURNING d.id, d.organization_id, d.kind, d.sequence, d.lane, d.lane_period_ms, d.gates, d.next_attempt_at, d.event_id
),
due AS (
  SELECT ${deliveryJobColumnsSql({ due: "next_attempt_at", place: "event_place(event_id)" })}, id AS ord FROM moved
),
jobs AS (${enqueueJobsSql("due", { hasPlace: true })})
SELECT id FROM moved ORDER BY id`;
