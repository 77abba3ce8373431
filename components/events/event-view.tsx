"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { apiGet } from "@/components/query/api-client";
import { CopyButton } from "@/components/ui/copy-button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { JsonView } from "@/components/ui/json-view";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { RunSection } from "@/components/runs/run-section";
import type { EventDetail } from "@/lib/events/event-resource";
import { EventFacts } from "./event-facts";
import { ReplayEvent } from "./replay-event";

const whileRunningMs = 1500;
const whileWaitingMs = 10_000;

/** One event: what came in, and all that became of it. */
export function EventView({ id }: { id: string }) {
  const path = `/v1/events/${encodeURIComponent(id)}`;
  const { data: event, ...query } = useQuery({
    queryKey: ["events", path],
    queryFn: async ({ signal }) => (await apiGet<{ data: EventDetail }>(path, {}, { signal })).data,
    refetchInterval: ({ state }) => refreshMs(state.data),
  });
  if (query.isPending) return <Loading />;
  if (!event) return <ErrorState title="This event could not be loaded" error={query.error} onRetry={() => void query.refetch()} />;
  const runs = event.runs.toReversed();
  return (
    <>
      <PageHeader
        eyebrow={<Link href="/events" className="rounded-xs hover:text-neutral-12 hover:underline">Events</Link>}
        title={<span className="font-mono text-lg">{event.type}</span>}
        description={
          <span className="flex items-center gap-1 font-mono text-mono">
            <span className="truncate">{event.id}</span>
            <CopyButton text={event.id} label="Copy event id" />
          </span>
        }
        actions={<ReplayEvent event={event} />}
      />
      <EventFacts event={event} />
      <div className="mt-5 grid gap-5 lg:grid-cols-[minmax(0,5fr)_minmax(0,8fr)]">
        <section aria-label="Payload" className="min-w-0 lg:sticky lg:top-5 lg:max-h-[calc(100dvh-40px)] lg:self-start lg:overflow-y-auto">
          <JsonView label="Payload" value={event.payload} rootPath="$event" openDepth={3} />
        </section>
        <section aria-label="Runs" className="flex min-w-0 flex-col gap-5">
          {runs.length === 0 && (
            <EmptyState title="No pipeline took this event." description="No active pipeline matched its type and source when it arrived." action={<Link href="/pipelines" className="text-accent hover:underline">See the pipelines</Link>} />
          )}
          {runs.map((run) => (
            <RunSection key={run.id} run={run} event={event} />
          ))}
        </section>
      </div>
    </>
  );
}

function refreshMs(event: EventDetail | undefined): number | false {
  if (!event) return false;
  const deliveries = event.runs.flatMap((run) => run.deliveries);
  const isMoving = event.runs.some(({ status }) => status === "queued" || status === "running") || deliveries.some(({ status }) => status === "pending" || status === "delivering");
  if (isMoving) return whileRunningMs;
  return event.runs.some(({ status }) => status === "waiting") || deliveries.some(({ status }) => status === "retrying" || status === "held") ? whileWaitingMs : false;
}

function Loading() {
  return (
    <div aria-busy="true" aria-label="Loading the event" className="flex flex-col gap-5">
      <Skeleton className="h-7 w-64" />
      <Skeleton className="h-16 rounded-md" />
      <div className="grid gap-5 lg:grid-cols-[minmax(0,5fr)_minmax(0,8fr)]">
        <Skeleton className="h-64 rounded-md" />
        <Skeleton className="h-96 rounded-md" />
      </div>
    </div>
  );
}
