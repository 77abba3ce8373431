import { notFound, permanentRedirect } from "next/navigation";
import { findRecipe } from "@/lib/recipes/catalog";

export default async function RecipePage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  if (!findRecipe(slug)) notFound();
  permanentRedirect(`/recipes/${slug}/slack`);
}
