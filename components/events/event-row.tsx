import Link from "next/link";
import { memo } from "react";
import { DeliveryCounts } from "@/components/runs/delivery-counts";
import { RelativeTime } from "@/components/ui/relative-time";
import type { EventResource } from "@/lib/events/event-resource";
import { latestRuns, sumDeliveries } from "./latest-runs";
import { RunMarks } from "./run-marks";

export const eventColumns = "lg:grid-cols-[88px_minmax(0,1.6fr)_minmax(0,0.8fr)_minmax(88px,auto)_112px]";

/** One event; the whole row leads to its page. */
export const EventRow = memo(function EventRow({ event }: { event: EventResource }) {
  return (
    <Link
      href={`/events/${event.id}`}
      data-event={event.id}
      prefetch={false}
      className={`grid h-full grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-0 border-b border-neutral-4 px-3 text-dense hover:bg-neutral-2 focus-visible:bg-accent-tint focus-visible:-outline-offset-2 ${eventColumns}`}
    >
      <span className="order-2 text-right text-label text-neutral-10 lg:order-none lg:text-left">
        <RelativeTime at={event.received_at} />
      </span>
      <span className="flex min-w-0 items-baseline gap-2">
        <span className="truncate font-mono text-mono text-neutral-12">{event.type}</span>
        <span className="hidden truncate font-mono text-[11px] text-neutral-9 xl:inline">{event.id}</span>
      </span>
      <span className="order-3 truncate text-neutral-11 lg:order-none">{event.source ?? "deleted source"}</span>
      <span className="order-4 flex items-center justify-end gap-3 lg:contents">
        <RunMarks runs={event.runs} />
        <DeliveryCounts counts={sumDeliveries(latestRuns(event.runs))} />
      </span>
    </Link>
  );
});
