"use client";

import { parseAsStringLiteral, useQueryState, useQueryStates } from "nuqs";
import { timeFilterParsers } from "@/components/events/event-filters";
import { TimeFilter } from "@/components/events/time-filter";
import { useApiQuery } from "@/components/query/use-api-query";
import { RunList } from "@/components/runs/run-list";
import { StatusBadge } from "@/components/status/status-badge";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import type { PipelineActivity } from "@/lib/pipelines/activity-resource";
import type { PipelineDetail } from "@/lib/pipelines/pipeline-resource";
import { ActivityBars } from "./activity-bars";
import { OutcomeCounts } from "./outcome-counts";
import { PipelineTabs } from "./pipeline-tabs";

const statuses = ["queued", "running", "waiting", "succeeded", "filtered", "failed"] as const;
const recountEveryMs = 15_000;

/** What a pipeline did with each event, newest first. */
export function PipelineRunsView({ pipelineId }: { pipelineId: string }) {
  const [status, setStatus] = useQueryState("status", parseAsStringLiteral(statuses));
  const [times, setTimes] = useQueryStates(timeFilterParsers, { history: "push" });
  const pipeline = useApiQuery<PipelineDetail>("pipelines", `/v1/pipelines/${pipelineId}`);
  const activity = useApiQuery<PipelineActivity>("runs", `/v1/pipelines/${pipelineId}/activity`, { window: "24h" }, { refetchIntervalMs: recountEveryMs });
  if (pipeline.isError) return <ErrorState error={pipeline.error} onRetry={() => void pipeline.refetch()} />;
  return (
    <>
      <PageHeader
        eyebrow={pipeline.data?.slug ?? pipelineId}
        title={pipeline.data?.name ?? <Skeleton className="mt-1.5 h-5 w-64" />}
        actions={pipeline.data && <StatusBadge status={pipeline.data.status} />}
      />
      <div className="mb-4 border-b">
        <PipelineTabs pipelineId={pipelineId} current="runs" />
      </div>
      <div className="mb-3 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div className="flex flex-wrap items-center gap-2" role="search" aria-label="Filter runs">
          <Select value={status ?? "any"} onValueChange={(value) => void setStatus(statuses.find((known) => known === value) ?? null)} options={[{ value: "any", label: "Any outcome" }, ...statuses.map((value) => ({ value, label: value }))]} aria-label="Outcome" className="h-7 w-40 text-dense" />
          <TimeFilter {...times} onChange={(change) => void setTimes(change)} />
        </div>
        {activity.data && (
          <div className="flex flex-col items-start gap-1.5 sm:items-end">
            <div className="w-42"><ActivityBars activity={activity.data} /></div>
            <OutcomeCounts activity={activity.data} />
          </div>
        )}
      </div>
      <RunList key={[times.range, times.from?.getTime(), times.to?.getTime()].join()} pipeline={pipelineId} status={status} times={times} />
    </>
  );
}
