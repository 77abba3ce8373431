import type { DeliveryResult } from "@/lib/destinations/contract";

/** A first attempt that began before its delivery was stored. */
export type EarlyAttempt =
  | {
      connectionRevision: number;
      /** On this process's monotonic clock. */
      startedAt: number;
      result: Promise<DeliveryResult>;
      /** Set once it has arrived; otherwise the delivery's job waits for `result` and records what became of it. */
      arrived: { result: DeliveryResult; endedAt: number } | null;
    }
  /** Its process died: what it sent, if anything, may have arrived. */
  | "interrupted";
