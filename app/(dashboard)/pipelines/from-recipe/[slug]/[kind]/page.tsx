import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requireViewer } from "@/app/session";
import { ForbiddenPage } from "@/components/frame/forbidden-page";
import { UseRecipeView } from "@/components/recipes/use-recipe-view";
import { isDestinationKind } from "@/lib/destinations/catalog";
import { findRecipe } from "@/lib/recipes/catalog";

export const metadata: Metadata = { title: "Use a recipe" };

export default async function UseRecipePage({ params }: { params: Promise<{ slug: string; kind: string }> }) {
  const { slug, kind } = await params;
  const recipe = findRecipe(slug);
  if (!recipe || !isDestinationKind(kind)) notFound();
  const { canEdit } = await requireViewer();
  if (!canEdit) return <ForbiddenPage needs="Only an editor or an owner can make a pipeline" />;
  return <UseRecipeView slug={slug} title={recipe.title} event={recipe.event} sample={recipe.samples.good} summary={recipe.summary} kind={kind} />;
}
