import Link from "next/link";
import { StatusBadge } from "@/components/status/status-badge";
import { RelativeTime } from "@/components/ui/relative-time";
import type { RunSummary } from "@/lib/events/event-resource";
import { DeliveryCounts } from "./delivery-counts";
import { durationBetween } from "./duration-text";

/** One run in a list; the whole row leads to its place on the event's page. */
export function RunRow({ run }: { run: RunSummary }) {
  return (
    <Link
      href={`/events/${run.event_id}#${run.id}`}
      className="grid min-h-11 grid-cols-[84px_minmax(0,1fr)_auto] sm:grid-cols-[112px_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-0.5 px-3 py-1.5 text-dense transition-colors hover:bg-neutral-2 focus-visible:-outline-offset-2 lg:grid-cols-[112px_minmax(0,1fr)_96px_72px_72px]"
    >
      <StatusBadge status={run.status} isPlain />
      <span className="min-w-0">
        <span className="flex items-baseline gap-2">
          <span className="truncate font-mono text-mono text-neutral-12">{run.event_type ?? run.event_id}</span>
          <span className="shrink-0 text-label text-neutral-10">
            {run.version === null ? "" : `v${run.version}`}
            {run.replay > 0 && ` · replay ${run.replay}`}
          </span>
        </span>
        {run.reason && <span className="block truncate text-label text-neutral-11">{run.reason}</span>}
      </span>
      <span className="hidden lg:block">
        <DeliveryCounts counts={run.deliveries} />
      </span>
      <span className="hidden text-right font-mono text-mono text-neutral-11 tabular-nums lg:block">{durationBetween(run.started_at, run.finished_at) ?? "–"}</span>
      <span className="text-right text-label text-neutral-10">
        <RelativeTime at={run.created_at} />
      </span>
    </Link>
  );
}
