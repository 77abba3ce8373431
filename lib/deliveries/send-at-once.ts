import type { DeliveryRow, RunResult } from "@/lib/runs/run-result";
import { firstAttemptOf } from "@/lib/runs/run-result";
import type { Transmit } from "./transmit";

/** What a run may send before anything of it is written, and how long it waits for the answers. */
export type SendLeave = {
  /** The destinations that take messages now, with their connections' revisions. */
  sendable: ReadonlyMap<string, number>;
  /** Resolves when what is still under way is written as such. */
  patience: Promise<void>;
  /** Set as soon as something may have been sent. */
  hasBegun: boolean;
};

export type SendAtOnce = (result: RunResult, leave: SendLeave) => Promise<void>;

/**
 * Sends first and writes then, so that a delivery that arrives at once costs no commit of its own. Whoever calls it has
 * to see to it that after a crash the run is executed again as interrupted: `markInterrupted`.
 */
export function createSendAtOnce(transmit: Transmit): SendAtOnce {
  async function send(result: RunResult, delivery: DeliveryRow, connectionRevision: number, leave: SendLeave): Promise<void> {
    leave.hasBegun = true;
    const startedAt = performance.now();
    const { organizationId } = result;
    const sending = transmit({ organizationId, deliveryId: delivery.id }, firstAttemptOf(result, delivery, connectionRevision));
    const attempt: DeliveryRow["attempt"] = { connectionRevision, startedAt, result: sending, arrived: null };
    delivery.attempt = attempt;
    const answer = await Promise.race([sending, leave.patience]);
    // Anything else has consequences: it is recorded like every other attempt, by the delivery's job.
    if (answer?.outcome.status !== "delivered") return;
    attempt.arrived = { result: answer, endedAt: performance.now() };
    delivery.status = "delivered";
  }

  return async function sendAtOnce(result, leave) {
    const sent: Promise<void>[] = [];
    for (const delivery of result.deliveries) {
      const revision = canGoAtOnce(delivery) ? leave.sendable.get(delivery.destinationId) : undefined;
      if (revision !== undefined) sent.push(send(result, delivery, revision, leave));
    }
    await Promise.all(sent);
  };
}

/** Of a run whose process died: whatever it can have sent before anything was written has an attempt without an end. */
export function markInterrupted({ deliveries }: RunResult): void {
  for (const delivery of deliveries) if (canGoAtOnce(delivery)) delivery.attempt = "interrupted";
}

/** What no lane orders, no gate paces and nothing gathers; and never what must not be sent twice. */
function canGoAtOnce({ status, lane, gates, notBeforeMs, groupKey, digest, onAmbiguous }: DeliveryRow): boolean {
  return status === "pending" && lane === null && gates.length === 0 && notBeforeMs === null && groupKey === null && digest === null && onAmbiguous === "resend";
}
