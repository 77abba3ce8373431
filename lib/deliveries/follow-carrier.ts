import type pg from "pg";
import type { DeliveryOutcomeRow } from "@/lib/health/work-metrics";
import type { AttemptKey } from "./begin-attempt";

/** Makes the deliveries that one carries stand as it does itself, in the transaction that changed it; answers them. */
export async function followCarrier(client: pg.PoolClient, { organizationId, deliveryId }: AttemptKey): Promise<DeliveryOutcomeRow[]> {
  const { rows } = await client.query<DeliveryOutcomeRow>(
    `UPDATE deliveries d SET status = c.status, code = c.code, reason = c.reason, possibly_sent = c.possibly_sent, receipt = c.receipt,
       next_attempt_at = c.next_attempt_at, finished_at = c.finished_at
     FROM deliveries c
     WHERE c.organization_id = $1 AND c.id = $2 AND d.carried_by = $2 AND d.organization_id = $1 AND d.id <> $2 AND d.status IN ('pending', 'retrying')
     RETURNING d.kind, d.status, d.event_id`,
    [organizationId, deliveryId],
  );
  return rows;
}
