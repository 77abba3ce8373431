"use client";

import { ChevronRight } from "lucide-react";
import { useId, useState } from "react";
import { CategoryTag } from "@/components/marks/category-tag";
import { StatusIconMark } from "@/components/status/status-badge";
import { cn } from "@/components/ui/class-names";
import type { RunResource } from "@/lib/events/event-resource";
import { stepCatalog } from "@/lib/steps/catalog";
import { durationText } from "./duration-text";
import type { StepDocuments } from "./step-documents";
import { StepDetail } from "./step-detail";
import { waterfallBars, type Bar } from "./waterfall-scale";

type Step = RunResource["steps"][number];

/** The steps one under the other, each where and as long as it ran; each opens. */
export function StepWaterfall({ run, documents }: { run: RunResource; documents: readonly StepDocuments[] }) {
  const { bars, totalMs } = waterfallBars(run.steps);
  return (
    <div>
      <div className="flex items-baseline justify-between px-4 pt-3 pb-1">
        <h3 className="font-mono text-mono text-neutral-10">
          02 pipeline · {run.steps.length} {run.steps.length === 1 ? "step" : "steps"}
        </h3>
        <span className="font-mono text-mono text-neutral-10">{durationText(totalMs)}</span>
      </div>
      <ol className="pb-2">
        {run.steps.map((step, index) => (
          <StepRow key={step.id} step={step} number={index + 1} bar={bars[index] ?? null} documents={documents[index]} />
        ))}
      </ol>
    </div>
  );
}

function StepRow({ step, number, bar, documents }: { step: Step; number: number; bar: Bar; documents: StepDocuments | undefined }) {
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  const category = stepCatalog.find((definition) => definition.id === step.kind)?.category;
  const isSkipped = step.status === "skipped";
  return (
    <li>
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={id}
        disabled={isSkipped}
        onClick={() => setIsOpen(!isOpen)}
        className={cn("grid w-full grid-cols-[minmax(0,1fr)_36px_52px] items-center gap-3 px-4 py-1.5 text-left text-dense transition-colors hover:bg-neutral-2 focus-visible:-outline-offset-2 sm:grid-cols-[minmax(0,5fr)_minmax(0,4fr)_64px]", isSkipped && "text-neutral-10")}
      >
        <span className="flex min-w-0 items-center gap-2">
          <ChevronRight aria-hidden="true" className={cn("size-3.5 shrink-0 text-neutral-9 transition-transform", isOpen && "rotate-90", isSkipped && "invisible")} />
          <StatusIconMark status={step.status} />
          <span className="font-mono text-mono text-neutral-10">{number}</span>
          {category && <CategoryTag category={category} />}
          <span className="truncate">
            <span className="font-mono text-mono">{step.kind}</span>
            {step.step_id !== step.kind && <span className="ml-1.5 text-label text-neutral-10">{step.step_id}</span>}
          </span>
        </span>
        <span aria-hidden="true" className="relative h-1.5 rounded-full bg-neutral-3">
          {bar && <span className={cn("absolute inset-y-0 rounded-full", barColor(step.status))} style={{ left: `${bar.start * 100}%`, width: `${bar.width * 100}%` }} />}
        </span>
        <span className="text-right font-mono text-mono text-neutral-11">{isSkipped ? "not run" : durationText(step.duration_ms)}</span>
      </button>
      {isOpen && (
        <div id={id} className="px-4 pt-1 pb-3 sm:pl-10">
          <StepDetail step={step} documents={documents} />
        </div>
      )}
    </li>
  );
}

function barColor(status: string): string {
  if (status === "failed") return "bg-dead";
  return status === "dropped" ? "bg-neutral-8" : "bg-running";
}
