import { ArrowRight } from "lucide-react";
import type { ReactNode } from "react";
import { CategoryTag } from "@/components/marks/category-tag";
import { DestinationMark } from "@/components/marks/destination-mark";
import { destinationCatalog, type DestinationKind } from "@/lib/destinations/catalog";
import type { Recipe } from "@/lib/recipes/contract";
import { toRecipeCard } from "./recipe-card-text";

/** The pipeline as the builder draws it: source, numbered steps, destination. */
export function RecipePipeline({ recipe, kind }: { recipe: Recipe; kind: DestinationKind }) {
  const { steps } = toRecipeCard(recipe);
  const { title, summary } = destinationCatalog[kind];
  return (
    <ol className="mt-8 flex flex-col gap-2 rounded-md border bg-neutral-2 p-4 lg:flex-row lg:items-stretch lg:gap-0 lg:p-5" aria-label="Pipeline">
      <Card heading="01 source" edge="border-l-source">
        <p className="font-mono text-mono font-medium break-words">{recipe.event}</p>
        <p className="mt-0.5 text-label text-neutral-11">from your app</p>
      </Card>
      {steps.map(({ id, kind: stepKind, category, line }, index) => (
        <Card key={id} heading={`02.${index + 1}`} tag={category ? <CategoryTag category={category} /> : null} edge={category === "CTL" ? "border-l-control" : category === "ENR" ? "border-l-enrichment" : "border-l-mutation"}>
          <p className="font-mono text-mono font-medium">{stepKind}</p>
          <p className="mt-0.5 text-label break-words text-neutral-11">{line}</p>
        </Card>
      ))}
      <Card heading="03 destination" edge="border-l-neutral-8" isLast>
        <p className="flex items-center gap-1.5 font-medium">
          <DestinationMark kind={kind} className="size-5 border-0 bg-transparent" />
          {title}
        </p>
        <p className="mt-0.5 text-label text-neutral-11">{summary}</p>
      </Card>
    </ol>
  );
}

function Card({ heading, tag, edge, isLast = false, children }: { heading: string; tag?: ReactNode; edge: string; isLast?: boolean; children: ReactNode }) {
  return (
    <li className="flex min-w-0 flex-1 items-center lg:min-w-0">
      <div className={`h-full w-full min-w-0 rounded-sm border border-l-[3px] bg-raised px-3 py-2.5 ${edge}`}>
        <p className="mb-1 flex items-center justify-between gap-2 font-mono text-[11px] text-neutral-10">
          {heading} {tag}
        </p>
        {children}
      </div>
      {isLast ? null : <ArrowRight className="mx-1.5 hidden size-4 shrink-0 text-neutral-8 lg:block" aria-hidden="true" />}
    </li>
  );
}
