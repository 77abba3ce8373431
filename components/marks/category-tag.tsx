import { cn } from "@/components/ui/class-names";

export type Category = "CTL" | "ENR" | "MUT";

const looks: Record<Category, { title: string; classes: string }> = {
  CTL: { title: "Control", classes: "bg-control-tint text-control" },
  ENR: { title: "Enrichment", classes: "bg-enrichment-tint text-enrichment" },
  MUT: { title: "Mutation", classes: "bg-mutation-tint text-mutation" },
};

/** The three letters that say what sort of step it is. */
export function CategoryTag({ category, className }: { category: Category; className?: string }) {
  const { title, classes } = looks[category];
  return (
    <abbr title={title} className={cn("inline-flex h-[18px] items-center rounded-xs px-1 font-mono text-[11px] leading-none font-medium tracking-wide no-underline", classes, className)}>
      {category}
    </abbr>
  );
}
