"use client";

import Link from "next/link";
import { useMemo } from "react";
import { DeliveryCard } from "@/components/deliveries/delivery-card";
import { StatusBadge } from "@/components/status/status-badge";
import { cn } from "@/components/ui/class-names";
import { RelativeTime } from "@/components/ui/relative-time";
import type { EventDetail, RunResource } from "@/lib/events/event-resource";
import { durationBetween } from "./duration-text";
import { stepDocuments } from "./step-documents";
import { StepWaterfall } from "./step-waterfall";

/** One run: its steps in time, and what it sent. */
export function RunSection({ run, event }: { run: RunResource; event: EventDetail }) {
  const documents = useMemo(() => stepDocuments(viewOf(event), run.steps.map((step) => step.output)), [event, run.steps]);
  const duration = durationBetween(run.started_at, run.finished_at);
  return (
    <article id={run.id} className="min-w-0 scroll-mt-5 rounded-md border target:border-accent">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b px-4 py-2.5">
        <StatusBadge status={run.status} />
        <h2 className="min-w-0 truncate font-medium">
          <Link href={`/pipelines/${run.pipeline_id}`} className="rounded-xs hover:underline">
            {run.pipeline_name ?? run.pipeline_id}
          </Link>
        </h2>
        <span className="text-label text-neutral-10">
          {run.version === null ? "deleted version" : `version ${run.version}`}
          {run.replay > 0 && ` · replay ${run.replay}`}
          {run.only_destination !== null && ` · only to ${run.only_destination}`}
        </span>
        <span className="ml-auto text-label text-neutral-10">
          {duration && <span className="mr-2 font-mono text-mono">{duration}</span>}
          <RelativeTime at={run.created_at} />
        </span>
      </header>
      {run.reason && <p className={`border-b px-4 py-2 text-dense ${run.status === "failed" ? "bg-dead-tint text-dead" : "bg-neutral-2 text-neutral-11"}`}>{run.reason}</p>}
      {run.steps.length > 0 && <StepWaterfall run={run} documents={documents} />}
      {run.steps.length === 0 && run.deliveries.length === 0 && <p className="px-4 py-3 text-dense text-neutral-10">{run.status === "queued" || run.status === "running" ? "Its steps are shown when they are done." : "It has no steps and sent nothing."}</p>}
      {run.deliveries.length > 0 && (
        <div className={cn("flex flex-col divide-y divide-neutral-4", run.steps.length > 0 && "border-t")}>
          <h3 className="px-4 pt-3 pb-2 font-mono text-mono text-neutral-10">03 destinations</h3>
          {run.deliveries.map((delivery) => (
            <DeliveryCard key={delivery.id} delivery={delivery} />
          ))}
        </div>
      )}
    </article>
  );
}

/** As the run saw it, but for its address. */
function viewOf({ id, type, received_at, occurred_at, payload, source, idempotency_key }: EventDetail) {
  return { id, type, received_at, occurred_at, payload, meta: { source: source ?? "", url: "", idempotency_key } };
}
