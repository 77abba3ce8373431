import Link from "next/link";
import { StatusBadge } from "@/components/status/status-badge";
import { cn } from "@/components/ui/class-names";
import { RelativeTime } from "@/components/ui/relative-time";
import type { RunSummary } from "@/lib/events/event-resource";
import { DeliveryCounts } from "./delivery-counts";
import { durationBetween } from "./duration-text";

/** One run in a list; the whole row leads to its place on the event's page. Where it is narrow the type has the first line for itself. */
export function RunRow({ run }: { run: RunSummary }) {
  const bothLines = run.reason ? "sm:row-span-2" : "";
  return (
    <Link
      href={`/events/${run.event_id}#${run.id}`}
      className="grid min-h-11 grid-cols-[84px_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-0.5 px-3 py-1.5 text-dense transition-colors hover:bg-neutral-2 focus-visible:-outline-offset-2 sm:grid-cols-[112px_minmax(0,1fr)_auto] lg:grid-cols-[112px_minmax(0,1fr)_96px_72px_72px]"
    >
      <StatusBadge status={run.status} isPlain className={cn("row-start-2 sm:row-start-1", bothLines)} />
      <span className="col-span-2 col-start-1 row-start-1 flex min-w-0 items-baseline gap-2 sm:col-span-1 sm:col-start-2">
        <span className="truncate font-mono text-mono text-neutral-12">{run.event_type ?? run.event_id}</span>
        <span className="shrink-0 text-label text-neutral-10">
          {run.version === null ? "" : `v${run.version}`}
          {run.replay > 0 && ` · replay ${run.replay}`}
        </span>
      </span>
      {run.reason && <span className="col-span-2 col-start-2 row-start-2 truncate text-label text-neutral-11 sm:col-span-1">{run.reason}</span>}
      <span className={cn("hidden lg:col-start-3 lg:row-start-1 lg:block", bothLines)}>
        <DeliveryCounts counts={run.deliveries} />
      </span>
      <span className={cn("hidden text-right font-mono text-mono text-neutral-11 tabular-nums lg:col-start-4 lg:row-start-1 lg:block", bothLines)}>{durationBetween(run.started_at, run.finished_at) ?? "–"}</span>
      <span className={cn("col-start-3 row-start-1 text-right text-label text-neutral-10 lg:col-start-5", bothLines)}>
        <RelativeTime at={run.created_at} />
      </span>
    </Link>
  );
}
