import { insertAuditEntry, type Caller } from "@/lib/audit/store";
import { inTransaction } from "@/lib/adapters/postgres/in-transaction";
import { UserError } from "@/lib/errors";
import type { Database } from "@/lib/db";
import { announceChange } from "@/lib/live/announce-change";
import { notRendered, sendsAsRendered, type ReplayChoice } from "./replay-choice";
import { requeueDeliveries } from "./requeue-deliveries";
import { rerunDeliveries } from "./rerun-deliveries";

/**
 * Sends a dead, held or retrying delivery again, the way that was chosen. UserError `not_found` when there is none in
 * the organization, `invalid_request` when it is not in a state to be sent again.
 */
export async function replayDelivery(db: Database, caller: Caller, deliveryId: string, choice: ReplayChoice, wake: () => void): Promise<void> {
  const refusal = await inTransaction(db.pool, async (client) => {
    const outcome = sendsAsRendered(choice)
      ? { sent: await requeueDeliveries(client, caller.organizationId, { ids: [deliveryId] }), reason: null }
      : await rerunDeliveries(client, caller.organizationId, [deliveryId], choice).then(({ superseded, skipped }) => ({ sent: superseded, reason: skipped[0]?.reason ?? null }));
    if (outcome.sent.length === 0) return { reason: outcome.reason };
    await insertAuditEntry(client, caller, { action: "delivery.replayed", subject: deliveryId, detail: { ...choice } });
    return null;
  });
  if (refusal) throw await refusalOf(db, caller.organizationId, deliveryId, refusal.reason);
  wake();
  announceChange(caller.organizationId, "deliveries", "runs");
}

async function refusalOf(db: Database, organizationId: string, deliveryId: string, reason: string | null): Promise<UserError> {
  const delivery = await db.prisma.delivery.findFirst({ where: { id: deliveryId, organizationId }, select: { status: true, message: true, supersededBy: true } });
  if (!delivery) return new UserError("not_found", `there is no delivery ${deliveryId}`);
  const refuse = (why: string) => new UserError("invalid_request", `delivery ${deliveryId} can't be sent again: ${why}`);
  if (reason !== null) return refuse(reason);
  if (delivery.supersededBy !== null) return refuse(`${delivery.supersededBy} sends in its place`);
  if (!["dead", "held", "retrying"].includes(delivery.status)) return refuse(`its status is ${delivery.status}; expected dead, held or retrying`);
  return refuse(delivery.message === null ? `${notRendered}; expected version current, or from start` : "it changed meanwhile; try again");
}
