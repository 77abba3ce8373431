import type pg from "pg";
import type { DeliveryJobData } from "./delivery-trigger";
import { requeueDeliveries } from "./requeue-deliveries";

export type ReviveDelivery = (job: DeliveryJobData) => Promise<void>;

const pauseMs = 60_000;

/**
 * For a job whose engine gave up on it. What a destination answers is an outcome and never gets here: what does is a
 * fault on our side, so the delivery must not end by it.
 */
export function createReviveDelivery(pool: pg.Pool, wake: () => void): ReviveDelivery {
  return async function reviveDelivery({ organizationId, deliveryId, sequence }) {
    const revived = await requeueDeliveries(pool, organizationId, { abandonedId: deliveryId, sequence, delayMs: pauseMs });
    if (revived.length > 0) wake();
  };
}
