import { UserError } from "@/lib/errors";
import type { Database } from "@/lib/db";
import { requeueDeliveries } from "./requeue-deliveries";

/**
 * Sends a dead or held delivery again, as it was rendered. UserError `not_found` when there is none in the
 * organization, `invalid_request` when it is not in a state to be sent again.
 */
export async function replayDelivery(db: Database, organizationId: string, deliveryId: string, wake: () => void): Promise<void> {
  const [requeued] = await requeueDeliveries(db.pool, organizationId, { ids: [deliveryId] });
  if (requeued) return wake();
  const delivery = await db.prisma.delivery.findFirst({ where: { id: deliveryId, organizationId }, select: { status: true, message: true } });
  if (!delivery) throw new UserError("not_found", `there is no delivery ${deliveryId}`);
  const why = delivery.message === null ? "it has no message: the template was refused" : `its status is ${delivery.status}`;
  throw new UserError("invalid_request", `delivery ${deliveryId} can't be sent again: ${why}; expected dead, held or retrying`);
}
