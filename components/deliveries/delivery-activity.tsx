"use client";

import dynamic from "next/dynamic";
import Link from "next/link";
import { useActivity } from "@/components/activity/use-activity";
import { DestinationMark } from "@/components/marks/destination-mark";
import { DeliveryCounts } from "@/components/runs/delivery-counts";
import { durationText } from "@/components/runs/duration-text";
import { Skeleton } from "@/components/ui/skeleton";
import type { Activity } from "@/lib/activity/activity-resource";

const HourChart = dynamic(() => import("@/components/activity/hour-chart").then((module) => module.HourChart), { ssr: false, loading: () => <Skeleton className="h-28" /> });

/** How long deliveries take, and where they do not arrive; nothing where nothing was sent. */
export function DeliveryActivity() {
  const { data } = useActivity();
  if (!data) return <Skeleton className="mb-4 h-[148px] rounded-md" />;
  const hasLatency = data.hours.some((hour) => hour.latency_p50_ms !== null);
  if (!hasLatency && data.destinations.length === 0) return null;
  return (
    <div className="mb-4 grid gap-4 lg:grid-cols-2">
      {hasLatency && (
        <section aria-label="Latency" className="min-w-0 rounded-md border px-4 pt-3 pb-2">
          <p className="mb-2 flex gap-4 text-label text-neutral-10">
            <span>Time to arrive, 24 hours</span>
            <span className="inline-flex items-center gap-1.5"><span aria-hidden="true" className="h-0.5 w-3 bg-accent" />p50</span>
            <span className="inline-flex items-center gap-1.5"><span aria-hidden="true" className="h-0.5 w-3 bg-retrying" />p95</span>
          </p>
          <HourChart
            hours={data.hours.map(({ from, latency_p50_ms, latency_p95_ms }) => ({ from, p50: latency_p50_ms, p95: latency_p95_ms }))}
            lines={[{ key: "p50", name: "p50", color: "var(--accent)" }, { key: "p95", name: "p95", color: "var(--status-retrying)" }]}
            description="Delivery latency an hour, median and 95th percentile"
            format={durationText}
          />
        </section>
      )}
      <section aria-label="By destination" className="min-w-0 rounded-md border px-4 py-3">
        <p className="mb-2 text-label text-neutral-10">Not arrived, by destination</p>
        {data.destinations.length === 0 ? <p className="py-8 text-center text-dense text-neutral-10">Everything of the last 24 hours arrived.</p> : <Destinations destinations={data.destinations} />}
      </section>
    </div>
  );
}

function Destinations({ destinations }: { destinations: Activity["destinations"] }) {
  return (
    <ul className="-mx-2 max-h-28 overflow-y-auto">
      {destinations.map(({ pipeline_id, pipeline_name, destination_id, kind, retrying, held, dead }) => (
        <li key={`${pipeline_id} ${destination_id}`}>
          <Link href={`/deliveries?pipeline=${pipeline_id}&destination=${encodeURIComponent(destination_id)}`} className="flex items-center gap-2 rounded-sm px-2 py-1 text-dense hover:bg-neutral-2 focus-visible:-outline-offset-2">
            <DestinationMark kind={kind} className="size-5" />
            <span className="min-w-0 flex-1 truncate">
              {destination_id} <span className="text-neutral-10">{pipeline_name}</span>
            </span>
            <DeliveryCounts counts={Object.fromEntries(Object.entries({ dead, held, retrying }).filter(([, count]) => count > 0))} />
          </Link>
        </li>
      ))}
    </ul>
  );
}
