"use client";

import { Search } from "lucide-react";
import { useId, useState } from "react";
import { Input } from "@/components/ui/input";
import { recipeTags } from "@/lib/recipes/contract";
import { RecipeCard } from "./recipe-card";
import type { RecipeCardText } from "./recipe-card-text";
import { tagWords } from "./recipe-tag";

/** All recipes, found by their words and tags. */
export function RecipeGallery({ recipes }: { recipes: RecipeCardText[] }) {
  const id = useId();
  const [text, setText] = useState("");
  const [tag, setTag] = useState<string | null>(null);
  const words = text.toLowerCase().split(/\s+/).filter((word) => word !== "");
  const shown = recipes.filter((recipe) => (tag === null || recipe.tag === tag) && words.every((word) => wordsOf(recipe).includes(word)));
  return (
    <section className="mt-8" aria-label="Recipes">
      <div className="flex flex-wrap items-center gap-3">
        <div className="relative w-full sm:w-80">
          <label htmlFor={id} className="sr-only">
            Search recipes
          </label>
          <Search className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-neutral-10" aria-hidden="true" />
          <Input id={id} type="search" value={text} onChange={(event) => setText(event.target.value)} placeholder="payments, signups, errors…" className="pl-8" />
        </div>
        <div role="group" aria-label="Tag" className="flex gap-1">
          {[null, ...recipeTags].map((each) => (
            <button
              key={each ?? "all"}
              type="button"
              aria-pressed={tag === each}
              onClick={() => setTag(each)}
              className="h-8 rounded-sm px-3 text-dense text-neutral-11 hover:bg-neutral-3 aria-pressed:bg-neutral-4 aria-pressed:font-medium aria-pressed:text-neutral-12"
            >
              {each === null ? "All" : tagWords[each]}
            </button>
          ))}
        </div>
        <p role="status" className="ml-auto text-label text-neutral-11">
          {shown.length} of {recipes.length}
        </p>
      </div>
      {shown.length === 0 ? <p className="mt-10 text-center text-dense text-neutral-11">No recipe has these words. Every one of them is a pipeline you can also begin from nothing.</p> : null}
      <ul className="mt-6 grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {shown.map((recipe) => (
          <RecipeCard key={recipe.slug} recipe={recipe} kind="slack" />
        ))}
      </ul>
    </section>
  );
}

function wordsOf({ title, summary, event, tag }: RecipeCardText): string {
  return `${title} ${summary} ${event} ${tag}`.toLowerCase();
}
