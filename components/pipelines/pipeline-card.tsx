import { TriangleAlert } from "lucide-react";
import Link from "next/link";
import { useMemo } from "react";
import { formatCount } from "@/components/pipeline-builder/activity/format-count";
import { readDraft } from "@/components/pipeline-builder/editor/read-draft";
import type { Inventory } from "@/components/pipeline-builder/state/inventory";
import { StatusBadge } from "@/components/status/status-badge";
import { Tooltip } from "@/components/ui/tooltip";
import type { PipelineListItem } from "@/lib/pipelines/pipeline-resource";
import { ActivityBars } from "./activity-bars";
import { OutcomeCounts } from "./outcome-counts";
import { PipelineMenu } from "./pipeline-menu";
import { PipelineShape } from "./pipeline-shape";

/** One pipeline in the list. The whole card leads to its builder; the name is the link. */
export function PipelineCard({ pipeline, inventory }: { pipeline: PipelineListItem; inventory: Inventory }) {
  const { id, name, slug, status, version, draft, activity, attention } = pipeline;
  const reading = useMemo(() => readDraft(draft), [draft]);
  return (
    <article aria-label={name} className="relative rounded-md border bg-raised transition-colors hover:border-neutral-7 has-[a[data-card]:focus-visible]:outline-2 has-[a[data-card]:focus-visible]:outline-offset-2 has-[a[data-card]:focus-visible]:outline-accent">
      <header className="flex items-center gap-x-3 gap-y-1 px-4 pt-3">
        <h2 className="min-w-0 truncate font-medium">
          <Link href={`/pipelines/${id}`} data-card="" className="outline-none after:absolute after:inset-0 after:rounded-md">{name}</Link>
        </h2>
        <StatusBadge status={status} />
        <span className="hidden min-w-0 truncate font-mono text-mono text-neutral-10 sm:block">{slug}{version && ` · v${version.number}`}</span>
        <span className="relative z-10 ml-auto flex items-center gap-1">
          {attention.length > 0 && (
            <Tooltip content={attention.map(({ destination_id, detail }) => `${destination_id}: ${detail}`).join(" · ")}>
              <span tabIndex={0} className="inline-flex items-center gap-1.5 rounded-xs text-label font-medium text-dead">
                <TriangleAlert className="size-3.5" aria-hidden="true" />
                <span className="max-sm:sr-only">needs attention</span>
              </span>
            </Tooltip>
          )}
          <PipelineMenu pipeline={pipeline} />
        </span>
      </header>
      <div className="grid gap-x-6 gap-y-3 px-4 pt-2 pb-4 lg:grid-cols-[minmax(0,1fr)_200px]">
        {reading.ok ? <PipelineShape definition={reading.definition} inventory={inventory} /> : <p className="text-dense text-neutral-10">Its draft can’t be drawn: {reading.problems[0]?.message}</p>}
        <div className="flex flex-col gap-2 border-neutral-4 max-lg:border-t max-lg:pt-3 lg:border-l lg:pl-6">
          <p className="flex items-baseline justify-between gap-2 text-label text-neutral-10">
            <span><span className="font-mono text-mono text-neutral-12">{formatCount(activity.runs.total)}</span> {activity.runs.total === 1 ? "event" : "events"}</span>
            <span>24 h</span>
          </p>
          <ActivityBars activity={activity} />
          <OutcomeCounts activity={activity} />
        </div>
      </div>
    </article>
  );
}
