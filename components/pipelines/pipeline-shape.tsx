import { ArrowRight } from "lucide-react";
import type { ReactNode } from "react";
import { CategoryTag } from "@/components/marks/category-tag";
import { DestinationMark } from "@/components/marks/destination-mark";
import { describeDestination, describeSource, describeStep, type CardText } from "@/components/pipeline-builder/cards/describe-card";
import { cn } from "@/components/ui/class-names";
import { sectionHeading } from "@/components/pipeline-builder/section-heading";
import type { Inventory } from "@/components/pipeline-builder/state/inventory";
import type { PipelineDefinition } from "@/lib/pipeline/definition";

/** More of a part than this is counted rather than shown. */
const partsShown = 4;

/** A pipeline in small: where events come from, what is done to them, where they go. */
export function PipelineShape({ definition, inventory }: { definition: PipelineDefinition; inventory: Inventory }) {
  const { sources, steps, destinations } = definition;
  return (
    <div className="grid grid-cols-1 gap-x-3 gap-y-3 sm:grid-cols-[minmax(0,1fr)_16px_minmax(0,1.4fr)_16px_minmax(0,1fr)]">
      <Part heading={sectionHeading("source", definition)} rest={sources.length - partsShown}>
        {sources.length === 0 && <Line title="Every source" line="every event type" />}
        {sources.slice(0, partsShown).map((source, index) => <Line key={index} {...describeSource(source, inventory.sources)} mark={<span className="size-2 shrink-0 rounded-full bg-source" aria-hidden="true" />} />)}
      </Part>
      <Way />
      <Part heading={sectionHeading("step", definition)} rest={steps.length - partsShown}>
        {steps.length === 0 && <Line title="No steps" line="events pass as they come" />}
        {steps.slice(0, partsShown).map((step) => <StepLine key={step.id} {...describeStep(step)} />)}
      </Part>
      <Way />
      <Part heading={sectionHeading("destination", definition)} rest={destinations.length - partsShown}>
        {destinations.length === 0 && <Line title="Nowhere yet" line="add a destination" />}
        {destinations.slice(0, partsShown).map((destination) => <Line key={destination.id} {...describeDestination(destination, inventory.connections)} mark={<DestinationMark kind={destination.kind} className="size-[18px]" />} />)}
      </Part>
    </div>
  );
}

function Part({ heading, rest, children }: { heading: string; rest: number; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <p className="mb-1.5 font-mono text-[11px] leading-4 text-neutral-10">{heading}</p>
      <ul className="flex flex-col gap-1">{children}</ul>
      {rest > 0 && <p className="mt-1 text-label text-neutral-10">and {rest} more</p>}
    </div>
  );
}

function Way() {
  return <ArrowRight className="mt-5.5 hidden size-4 text-neutral-8 sm:block" aria-hidden="true" />;
}

function StepLine({ kind, category, title, line }: CardText) {
  return (
    <li className="flex min-w-0 items-center gap-2 text-dense">
      {category && <CategoryTag category={category} className="shrink-0" />}
      <span className="shrink-0 font-mono text-mono">{kind}</span>
      <span className="min-w-0 truncate text-neutral-10">{title || line}</span>
    </li>
  );
}

function Line({ title, line, mark }: { title: string; line: string; mark?: ReactNode }) {
  return (
    <li className="flex min-w-0 items-center gap-2 text-dense">
      {mark}
      <span className={cn("truncate", line && "max-w-1/2 shrink-0")}>{title}</span>
      {line && <span className="min-w-0 truncate font-mono text-mono text-neutral-10">{line}</span>}
    </li>
  );
}
