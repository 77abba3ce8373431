import Link from "next/link";
import { cn } from "@/components/ui/class-names";
import { tabClasses } from "@/components/ui/tabs";

export type PipelineTab = "builder" | "runs" | "versions";

/** The pages of one pipeline. Its versions open beside the builder. */
export function PipelineTabs({ pipelineId, current, className }: { pipelineId: string; current: PipelineTab; className?: string }) {
  const look = (tab: PipelineTab) => ({
    "aria-current": tab === current ? ("page" as const) : undefined,
    className: cn(tabClasses, tab === current && "border-neutral-12 text-neutral-12"),
  });
  return (
    <nav aria-label="Pipeline" className={cn("flex gap-4", className)}>
      <Link href={`/pipelines/${pipelineId}`} {...look("builder")}>Builder</Link>
      <Link href={`/pipelines/${pipelineId}/runs`} {...look("runs")}>Runs</Link>
      <Link href={`/pipelines/${pipelineId}?open=history`} {...look("versions")}>Versions</Link>
    </nav>
  );
}
