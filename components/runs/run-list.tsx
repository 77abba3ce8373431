"use client";

import { useState } from "react";
import { timeParams, type TimeFilters } from "@/components/events/event-filters";
import { useApiPages } from "@/components/query/use-api-query";
import { LoadMore } from "@/components/lists/load-more";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import type { RunSummary } from "@/lib/events/event-resource";
import { RunRow } from "./run-row";

type RunListProps = {
  /** Id or slug. */
  pipeline: string;
  status: string | null;
  /** A range counts back from when the list was first shown: give each its own key. */
  times: TimeFilters;
};

/** A pipeline's runs, newest first. */
export function RunList({ pipeline, status, times }: RunListProps) {
  const [{ from, to }] = useState(() => timeParams(times, Date.now()));
  const runs = useApiPages<RunSummary>("runs", "/v1/runs", { pipeline, status: status ?? "", from, to }, { keepsPrevious: true });
  if (runs.isPending) return <Rows count={8} />;
  if (runs.isError) return <ErrorState error={runs.error} onRetry={() => void runs.refetch()} />;
  if (runs.data.length === 0 && !runs.hasNextPage) {
    return <EmptyState title={emptyTitle(status, from !== null || to !== null)} />;
  }
  return (
    <div>
      <div className="divide-y divide-neutral-4 rounded-md border" role="list" aria-label="Runs">
        {runs.data.map((run) => (
          <div key={run.id} role="listitem">
            <RunRow run={run} />
          </div>
        ))}
      </div>
      <LoadMore hasMore={runs.hasNextPage} isLoading={runs.isFetchingNextPage} onMore={() => void runs.fetchNextPage()} />
    </div>
  );
}

function emptyTitle(status: string | null, hasTimes: boolean): string {
  if (status === null) return hasTimes ? "No event started this pipeline in that time." : "No event has started this pipeline yet.";
  return `No run of this pipeline ${hasTimes ? "in that time " : ""}is ${status}.`;
}

function Rows({ count }: { count: number }) {
  return (
    <div className="divide-y divide-neutral-4 rounded-md border" aria-busy="true" aria-label="Loading runs">
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className="flex h-11 items-center gap-4 px-3">
          <Skeleton className="w-20" />
          <Skeleton className="w-1/3" />
        </div>
      ))}
    </div>
  );
}
