import Link from "next/link";
import { CategoryTag } from "@/components/marks/category-tag";
import { DestinationMark } from "@/components/marks/destination-mark";
import type { RecipeCardText } from "./recipe-card-text";
import { RecipeTag } from "./recipe-tag";

const stepsShown = 4;

/** A recipe in small: what comes, what is done to it, where it goes. */
export function RecipeCard({ recipe, kind }: { recipe: RecipeCardText; kind: string }) {
  const { slug, title, tag, summary, event, steps } = recipe;
  return (
    <li className="group relative flex flex-col rounded-md border bg-raised p-4 transition-colors hover:border-neutral-7">
      <div className="flex items-start justify-between gap-3">
        <h2 className="font-semibold">
          <Link href={`/recipes/${slug}/${kind}`} className="after:absolute after:inset-0 after:rounded-md">
            {title}
          </Link>
        </h2>
        <RecipeTag tag={tag} />
      </div>
      <p className="mt-1.5 text-dense text-neutral-11">{summary}</p>
      <div className="mt-4 flex-1" />
      <div className="rounded-sm bg-neutral-2 px-3 py-2.5">
        <p className="flex items-center gap-2 font-mono text-mono">
          <span className="size-2 shrink-0 rounded-full bg-source" aria-hidden="true" />
          <span className="truncate">{event}</span>
          <DestinationMark kind={kind} className="ml-auto size-[18px] border-0 bg-transparent" />
        </p>
        <p className="mt-2 flex flex-wrap items-center gap-1.5 font-mono text-[11px] text-neutral-11">
          <span>
            02 pipeline · {steps.length} {steps.length === 1 ? "step" : "steps"}
          </span>
          {steps.slice(0, stepsShown).map(({ id, category }) => (category ? <CategoryTag key={id} category={category} /> : null))}
        </p>
      </div>
    </li>
  );
}
