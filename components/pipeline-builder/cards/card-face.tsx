import { RadioTower } from "lucide-react";
import { CategoryTag } from "@/components/marks/category-tag";
import { DestinationMark } from "@/components/marks/destination-mark";
import { cn } from "@/components/ui/class-names";
import { type Part } from "../canvas/layout";
import { type CardText } from "./describe-card";

const edges = { CTL: "before:bg-control", ENR: "before:bg-enrichment", MUT: "before:bg-mutation", source: "before:bg-source", none: "before:bg-neutral-7" };

/** What a card looks like, on the canvas, in the list and under the pointer. */
export function CardFace({ part, text, number, corner, className }: { part: Part; text: CardText; number?: number; corner?: React.ReactNode; className?: string }) {
  const { kind, category, title, line } = text;
  const edge = part === "source" ? "source" : (category ?? "none");
  return (
    <span
      className={cn(
        "relative flex h-full w-full flex-col justify-center gap-1 overflow-hidden rounded-md border border-neutral-6 bg-raised px-3 pl-4 text-left",
        "before:absolute before:inset-y-0 before:left-0 before:w-[3px]",
        edges[edge],
        className,
      )}
    >
      <span className="flex min-w-0 items-center gap-2">
        <PartTag part={part} text={text} />
        <span className="truncate font-mono text-mono text-neutral-11">{kind}</span>
        <span className="ml-auto flex shrink-0 items-center gap-1.5">
          {corner}
          {number !== undefined && <span className="font-mono text-mono text-neutral-9 tabular-nums">{String(number).padStart(2, "0")}</span>}
        </span>
      </span>
      {title && <span className="truncate text-dense font-medium">{title}</span>}
      {line && <span className={cn("text-dense text-neutral-11", title ? "truncate" : "line-clamp-2", part === "source" && "font-mono text-mono")}>{line}</span>}
    </span>
  );
}

function PartTag({ part, text }: { part: Part; text: CardText }) {
  if (part === "destination") return <DestinationMark kind={text.kind} className="size-5" />;
  if (part === "step" && text.category) return <CategoryTag category={text.category} />;
  return (
    <span aria-hidden="true" className="inline-grid size-5 shrink-0 place-items-center rounded-xs bg-source-tint text-source [&_svg]:size-3">
      <RadioTower />
    </span>
  );
}
