import type { Metadata } from "next";
import { RecipeGallery } from "@/components/recipes/recipe-gallery";
import { recipeCatalog } from "@/lib/recipes/catalog";
import { toRecipeCard } from "@/components/recipes/recipe-card-text";

export const metadata: Metadata = {
  title: "Recipes: everything you can pipe to Slack",
  description: "Eighteen ready pipelines from your app’s events to Slack, Discord, Telegram, mail, webhooks, PostgreSQL and Notion.",
  alternates: { canonical: "/recipes" },
};

export default function RecipesPage() {
  return (
    <>
      <h1 className="max-w-2xl text-[32px] leading-[1.2] font-semibold tracking-tight">Everything you can pipe to Slack</h1>
      <p className="mt-3 max-w-2xl text-[15px] leading-6 text-neutral-11">
        Each recipe is an event with its fields, the steps that keep the channel quiet, and a message. Send it to Slack, or to any of six other places. Take one, send the sample, change it in the builder.
      </p>
      <RecipeGallery recipes={recipeCatalog.map(toRecipeCard)} />
    </>
  );
}
