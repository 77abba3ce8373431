import type { Activity } from "./activity-resource";
import type { CountRow, Span } from "./activity-store";

/** The counts of one pipeline as totals and a series over the span, buckets without anything included. */
export function summarizeActivity(rows: CountRow[], { fromMs, toMs }: Span, bucketMs: number): Activity {
  const buckets = Math.max(1, Math.ceil((toMs - fromMs) / bucketMs));
  const series = Array.from({ length: buckets }, (_, index) => ({ at: new Date(fromMs + index * bucketMs).toISOString(), runs: 0, filtered: 0, failed: 0, delivered: 0, dead: 0 }));
  const runs = { total: 0, running: 0, succeeded: 0, filtered: 0, failed: 0 };
  const deliveries = noDeliveries();
  for (const { of, at, status, count } of rows) {
    // An id's clock and the row's differ by a little at the edges.
    const bucket = Math.floor((at.getTime() - fromMs) / bucketMs);
    if (bucket < -1) continue;
    const point = series[Math.min(Math.max(bucket, 0), buckets - 1)];
    if (of === "run") {
      runs.total += count;
      runs[isOver(status) ? status : "running"] += count;
      if (point) point.runs += count;
      if (point && (status === "filtered" || status === "failed")) point[status] += count;
    } else {
      addDeliveries(deliveries, status, count);
      if (point && (status === "delivered" || status === "dead")) point[status] += count;
    }
  }
  return { from: new Date(fromMs).toISOString(), bucket_ms: bucketMs, runs, deliveries, series };
}

export function noDeliveries(): Activity["deliveries"] {
  return { pending: 0, retrying: 0, held: 0, delivered: 0, skipped: 0, dead: 0 };
}

export function addDeliveries(counts: Activity["deliveries"], status: string, count: number): void {
  if (status === "retrying" || status === "held" || status === "delivered" || status === "skipped" || status === "dead") counts[status] += count;
  else counts.pending += count;
}

function isOver(status: string): status is "succeeded" | "filtered" | "failed" {
  return status === "succeeded" || status === "filtered" || status === "failed";
}
