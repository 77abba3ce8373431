import { Brain, Building2, CopyX, Database, Filter, Gauge, Globe, Languages, Percent, ShieldCheck, Shuffle, SquareFunction, TextQuote, UserRoundSearch, UserRoundPen, type LucideIcon } from "lucide-react";
import { cn } from "@/components/ui/class-names";
import { type Category } from "./category-tag";

const icons: Record<string, LucideIcon> = {
  "filter.match": Filter,
  dedupe: CopyX,
  throttle: Gauge,
  sample: Percent,
  "enrich.entity": Database,
  "enrich.person": UserRoundSearch,
  "enrich.company": Building2,
  "enrich.http": Globe,
  classify: Brain,
  summarize: TextQuote,
  translate: Languages,
  "redact.pii": ShieldCheck,
  transform: Shuffle,
  "upsert.entity": UserRoundPen,
};

const colors: Record<Category, string> = {
  CTL: "bg-control-tint text-control",
  ENR: "bg-enrichment-tint text-enrichment",
  MUT: "bg-mutation-tint text-mutation",
};

/** A step kind's icon on its category's ground. */
export function StepMark({ kind, category, className }: { kind: string; category?: Category; className?: string }) {
  const Icon = icons[kind] ?? SquareFunction;
  return (
    <span aria-hidden="true" className={cn("inline-grid size-6 shrink-0 place-items-center rounded-xs [&_svg]:size-[58%]", category ? colors[category] : "bg-neutral-3 text-neutral-11", className)}>
      <Icon />
    </span>
  );
}
