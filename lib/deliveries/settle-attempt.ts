import type { DeliveryOutcome } from "@/lib/destinations/contract";
import { nextRetryDelayMs } from "./retry-schedule";

/** What an outcome means for the delivery, its job and what it hangs on. */
export type Settlement = {
  attemptStatus: "delivered" | "rejected" | "retry";
  deliveryStatus: "delivered" | "pending" | "retrying" | "held" | "dead";
  code: string | null;
  reason: string | null;
  countsAsFailure: boolean;
  possiblySent: boolean;
  /** Set when another attempt rejoins the queue. */
  retryDelayMs: number | null;
  /** Set when this job keeps its place and its lane waits. */
  parkMs: number | null;
  /** Who needs a person. */
  attention: "target" | "connection" | null;
};

type Standing = { failures: number; onAmbiguous: "resend" | "hold" };

/** After a 429 that does not say how long. */
export const parkDefaultMs = 1000;

/** The code of a delivery held because it may have arrived: mending a connection must not release it. */
export const possiblySentCode = "possibly_sent";

/** Decides, purely, what one attempt's outcome leads to. */
export function settleAttempt(outcome: DeliveryOutcome, standing: Standing, random?: () => number): Settlement {
  const settlement: Settlement = {
    attemptStatus: outcome.status,
    deliveryStatus: "delivered",
    code: null,
    reason: null,
    countsAsFailure: false,
    possiblySent: false,
    retryDelayMs: null,
    parkMs: null,
    attention: null,
  };
  if (outcome.status === "delivered") return settlement;
  settlement.code = outcome.code;
  settlement.reason = outcome.detail;
  if (outcome.status === "rejected") {
    if (outcome.scope === "payload") return { ...settlement, deliveryStatus: "dead", countsAsFailure: true };
    return { ...settlement, deliveryStatus: "held", attention: outcome.scope };
  }
  if (outcome.rateLimited) {
    return { ...settlement, deliveryStatus: "pending", parkMs: outcome.retryAfterMs ?? parkDefaultMs };
  }
  settlement.countsAsFailure = true;
  settlement.possiblySent = outcome.ambiguous ?? false;
  if (outcome.ambiguous && standing.onAmbiguous === "hold") return { ...settlement, deliveryStatus: "held", code: possiblySentCode };
  const retryDelayMs = nextRetryDelayMs(standing.failures + 1, outcome.retryAfterMs, random);
  if (retryDelayMs === null) return { ...settlement, deliveryStatus: "dead" };
  return { ...settlement, deliveryStatus: "retrying", retryDelayMs };
}
