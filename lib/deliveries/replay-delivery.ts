import { insertAuditEntry, type Caller } from "@/lib/audit/store";
import { inTransaction } from "@/lib/adapters/postgres/in-transaction";
import { UserError } from "@/lib/errors";
import type { Database } from "@/lib/db";
import { announceChange } from "@/lib/live/announce-change";
import { requeueDeliveries } from "./requeue-deliveries";

/**
 * Sends a dead or held delivery again, as it was rendered. UserError `not_found` when there is none in the
 * organization, `invalid_request` when it is not in a state to be sent again.
 */
export async function replayDelivery(db: Database, caller: Caller, deliveryId: string, wake: () => void): Promise<void> {
  const { organizationId } = caller;
  if (await requeue(db, caller, deliveryId)) {
    wake();
    return announceChange(organizationId, "deliveries");
  }
  const delivery = await db.prisma.delivery.findFirst({ where: { id: deliveryId, organizationId }, select: { status: true, message: true } });
  if (!delivery) throw new UserError("not_found", `there is no delivery ${deliveryId}`);
  const why = delivery.message === null ? "it has no message: the template was refused" : `its status is ${delivery.status}`;
  throw new UserError("invalid_request", `delivery ${deliveryId} can't be sent again: ${why}; expected dead, held or retrying`);
}

function requeue(db: Database, caller: Caller, deliveryId: string): Promise<boolean> {
  return inTransaction(db.pool, async (client) => {
    const [requeued] = await requeueDeliveries(client, caller.organizationId, { ids: [deliveryId] });
    if (requeued) await insertAuditEntry(client, caller, { action: "delivery.replayed", subject: deliveryId });
    return requeued !== undefined;
  });
}
