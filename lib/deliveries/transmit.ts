import type pg from "pg";
import type { DeliveryPorts, DeliveryResult } from "@/lib/destinations/contract";
import { deliver as deliverMessage } from "@/lib/destinations/deliverers";
import type { Clock } from "@/lib/ports/clock";
import type { StartedAttempt } from "./begin-attempt";
import { findEarlier } from "./message-groups";

export type TransmitDependencies = {
  pool: pg.Pool;
  clock: Clock;
  ports: DeliveryPorts;
  /** The connection's decrypted config at that revision or a later one, or the promise of it; null when it was deleted. */
  openConnection(organizationId: string, connectionId: string, revision: number): unknown;
};

/** Sends the message of one attempt. Rejects only before anything was sent, or for a bug of ours. */
export type Transmit = (key: { organizationId: string; deliveryId: string }, attempt: StartedAttempt) => Promise<DeliveryResult>;

export function createTransmit({ pool, clock, ports, openConnection }: TransmitDependencies): Transmit {
  return async function transmit({ organizationId, deliveryId }, attempt) {
    const earlier = attempt.groupKey === null ? null : await findEarlier(pool, organizationId, attempt);
    const opened = openConnection(organizationId, attempt.connectionId, attempt.connectionRevision);
    const connection = opened instanceof Promise ? await opened : opened;
    return deliverMessage(
      attempt.kind,
      {
        message: attempt.message,
        connection,
        target: attempt.target,
        config: attempt.config,
        deliveryId,
        nowMs: clock.now(),
        ...(earlier ? { earlier } : {}),
        ...(attempt.traceparent ? { traceparent: attempt.traceparent } : {}),
      },
      ports,
    );
  };
}
