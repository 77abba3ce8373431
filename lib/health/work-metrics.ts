import { Counter, Histogram, Registry } from "prom-client";
import { timeOfId } from "@/lib/ids";

/** What this process's functions got done, for `/metrics`. */
export type WorkMetrics = {
  registry: Registry;
  runs: Counter<"outcome">;
  deliveries: Counter<"kind" | "outcome">;
  deliverySeconds: Histogram<"kind">;
};

export type DeliveryOutcomeRow = { kind: string; status: string; event_id: string };

/** Shared between the server's bundle and Next's, in which Inngest's calls end. */
export function workMetrics(): WorkMetrics {
  const holder = globalThis as typeof globalThis & { ingestlayerWorkMetrics?: WorkMetrics };
  holder.ingestlayerWorkMetrics ??= createWorkMetrics();
  return holder.ingestlayerWorkMetrics;
}

/** What one commit of finished runs wrote: runs have no kind, and deliveries are those that were over at once. */
export function countFinishedRuns(rows: { kind: string | null; status: string; n: number }[]): void {
  const { runs, deliveries } = workMetrics();
  for (const { kind, status, n } of rows) {
    if (kind === null) runs.inc({ outcome: status }, n);
    else deliveries.inc({ kind, outcome: status }, n);
  }
}

/** What one commit of ended attempts made of their deliveries. */
export function countDeliveries(rows: DeliveryOutcomeRow[]): void {
  const { deliveries } = workMetrics();
  for (const { kind, status, event_id } of rows) {
    // Back in the queue without a failure: that is only ever a rate limit.
    deliveries.inc({ kind, outcome: status === "pending" ? "rate_limited" : status });
    if (status === "delivered") observeDelivery(kind, event_id);
  }
}

/** How long it took from the event to a delivery that is written now. */
export function observeDelivery(kind: string, eventId: string): void {
  workMetrics().deliverySeconds.observe({ kind }, Math.max(0, (Date.now() - timeOfId(eventId)) / 1000));
}

function createWorkMetrics(): WorkMetrics {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    runs: new Counter({ name: "ingestlayer_runs_total", help: "Runs that ended here, by outcome.", labelNames: ["outcome"], registers }),
    deliveries: new Counter({
      name: "ingestlayer_deliveries_total",
      help: "What attempts made of their deliveries here, and deliveries that needed none (skipped, dead).",
      labelNames: ["kind", "outcome"],
      registers,
    }),
    deliverySeconds: new Histogram({
      name: "ingestlayer_delivery_seconds",
      help: "From accepting an event to the destination's receipt.",
      labelNames: ["kind"],
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800, 7_200],
      registers,
    }),
  };
}
