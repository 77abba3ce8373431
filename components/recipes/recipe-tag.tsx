import type { RecipeTag as Tag } from "@/lib/recipes/contract";

export const tagWords: Record<Tag, string> = { track: "Track", monitor: "Monitor", alert: "Alert" };

const looks: Record<Tag, string> = { track: "bg-enrichment-tint text-enrichment", monitor: "bg-control-tint text-control", alert: "bg-mutation-tint text-mutation" };

export function RecipeTag({ tag }: { tag: Tag }) {
  return <span className={`inline-flex h-5 items-center rounded-xs px-1.5 text-[11px] font-medium ${looks[tag]}`}>{tagWords[tag]}</span>;
}
