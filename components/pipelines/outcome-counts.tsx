import { formatCount } from "@/components/pipeline-builder/activity/format-count";
import { StatusBadge } from "@/components/status/status-badge";
import type { Activity } from "@/lib/pipelines/activity-resource";

/** What became of the events of the last 24 hours; what did not happen is left out. */
export function OutcomeCounts({ activity: { runs, deliveries } }: { activity: Activity }) {
  const counts: [status: string, count: number, word: string][] = [
    ["delivered", deliveries.delivered, "delivered"],
    ["filtered", runs.filtered, "filtered"],
    ["failed", runs.failed, "failed"],
    ["retrying", deliveries.retrying, "retrying"],
    ["held", deliveries.held, "held"],
    ["dead", deliveries.dead, "dead"],
  ];
  const shown = counts.filter(([, count]) => count > 0);
  if (shown.length === 0) return null;
  return (
    <p className="flex flex-wrap gap-x-3 gap-y-0.5 tabular-nums">
      {shown.map(([status, count, word]) => (
        <StatusBadge key={status} status={status} word={`${formatCount(count)} ${word}`} isPlain />
      ))}
    </p>
  );
}
