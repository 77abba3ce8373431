import type { PipelineListItem } from "@/lib/pipelines/pipeline-resource";

export const statusFilters = ["all", "active", "paused", "draft", "archived"] as const;
export type StatusFilter = (typeof statusFilters)[number];

export const sortOrders = ["newest", "name", "busiest"] as const;
export type SortOrder = (typeof sortOrders)[number];

/** The pipelines with that status in whose name, slug, steps, sources or destinations each word occurs. */
export function filterPipelines(pipelines: readonly PipelineListItem[], { status, text, sort }: { status: StatusFilter; text: string; sort: SortOrder }): PipelineListItem[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = pipelines.filter((pipeline) => (status === "all" || pipeline.status === status) && words.every((word) => textOf(pipeline).includes(word)));
  if (sort === "name") return found.toSorted((a, b) => a.name.localeCompare(b.name));
  return sort === "busiest" ? found.toSorted((a, b) => b.activity.runs.total - a.activity.runs.total) : found;
}

/** How many there are of each status, for the filter's own words. */
export function countStatuses(pipelines: readonly PipelineListItem[]): Record<string, number> {
  const counts: Record<string, number> = { all: pipelines.length };
  for (const { status } of pipelines) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

function textOf({ name, slug, draft: { sources, steps, destinations } }: PipelineListItem): string {
  return `${name} ${slug} ${JSON.stringify([sources, kindsOf(steps), destinations].map((part) => part ?? null))}`.toLowerCase();
}

/** A step's config is a haystack of its own: a word in a prompt is not what a pipeline is looked for by. */
function kindsOf(steps: PipelineListItem["draft"][string] | undefined) {
  return Array.isArray(steps) ? steps.map((step) => (typeof step === "object" && step !== null && !Array.isArray(step) ? [step.kind ?? null, step.name ?? null] : null)) : null;
}
