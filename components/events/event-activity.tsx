"use client";

import dynamic from "next/dynamic";
import { useActivity } from "@/components/activity/use-activity";
import { Skeleton } from "@/components/ui/skeleton";

const HourChart = dynamic(() => import("@/components/activity/hour-chart").then((module) => module.HourChart), { ssr: false, loading: () => <Skeleton className="h-28" /> });

/** Events and outcomes an hour; nothing where nothing happened. */
export function EventActivity() {
  const { data } = useActivity();
  if (!data) return <Skeleton className="mb-2 h-[148px] rounded-md" />;
  const total = data.hours.reduce((sum, hour) => sum + hour.events, 0);
  if (total === 0) return null;
  const runs = (status: "succeeded" | "filtered" | "failed") => data.hours.reduce((sum, hour) => sum + hour.runs[status], 0);
  return (
    <section aria-label="Last 24 hours" className="mb-2 rounded-md border px-4 pt-3 pb-2">
      <p className="mb-2 flex flex-wrap items-baseline gap-x-4 gap-y-1 text-label text-neutral-10">
        <span>
          <strong className="font-mono text-mono font-medium text-neutral-12">{total.toLocaleString("en")}</strong> events in 24 hours
        </span>
        <Legend color="bg-delivered" count={runs("succeeded")} word="runs succeeded" />
        <Legend color="bg-neutral-7" count={runs("filtered")} word="filtered" />
        <Legend color="bg-dead" count={runs("failed")} word="failed" />
      </p>
      <HourChart
        hours={data.hours.map((hour) => ({ from: hour.from, ...hour.runs, events: hour.events }))}
        bars={[
          { key: "succeeded", name: "succeeded", color: "var(--status-delivered)" },
          { key: "unfinished", name: "under way", color: "var(--status-running)" },
          { key: "filtered", name: "filtered", color: "var(--neutral-7)" },
          { key: "failed", name: "failed", color: "var(--status-dead)" },
        ]}
        line={{ key: "events", name: "events", color: "var(--accent)" }}
        description="Events, and runs by outcome, an hour"
      />
    </section>
  );
}

function Legend({ color, count, word }: { color: string; count: number; word: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <span aria-hidden="true" className={`size-2 rounded-xs ${color}`} />
      <span className="font-mono text-mono text-neutral-12">{count.toLocaleString("en")}</span> {word}
    </span>
  );
}
