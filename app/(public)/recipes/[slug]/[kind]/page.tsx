import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { RecipeView } from "@/components/recipes/recipe-view";
import { destinationDefinition, destinationKinds, isDestinationKind } from "@/lib/destinations/catalog";
import { findRecipe, recipeCatalog } from "@/lib/recipes/catalog";
import { destinationNotes } from "@/lib/recipes/destination-notes";
import { idempotencyKeyOf } from "@/lib/recipes/idempotency-key";
import { recipeFields } from "@/lib/recipes/recipe-fields";
import { renderSample } from "@/lib/recipes/render-sample";

type Props = { params: Promise<{ slug: string; kind: string }> };

export function generateStaticParams(): { slug: string; kind: string }[] {
  return recipeCatalog.flatMap(({ slug }) => destinationKinds.map((kind) => ({ slug, kind })));
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug, kind } = await params;
  const recipe = findRecipe(slug);
  if (!recipe) return {};
  const where = destinationDefinition(kind)?.title ?? kind;
  return { title: `${recipe.title} in ${where}`, description: recipe.summary, alternates: { canonical: `/recipes/${slug}/${kind}` } };
}

export default async function RecipeKindPage({ params }: Props) {
  const { slug, kind } = await params;
  const recipe = findRecipe(slug);
  if (!recipe || !isDestinationKind(kind)) notFound();
  const { message } = await renderSample(recipe, kind);
  const questions = [...recipe.questions, ...destinationNotes[kind].questions];
  const structured = {
    "@context": "https://schema.org",
    "@type": "FAQPage",
    mainEntity: questions.map(({ question, answer }) => ({ "@type": "Question", name: question, acceptedAnswer: { "@type": "Answer", text: answer } })),
  };
  return (
    <>
      {/* Our own words, and no closing tag can stand in them: < is written as an escape. */}
      <script type="application/ld+json">{JSON.stringify(structured).replaceAll("<", "\\u003c")}</script>
      <RecipeView
        recipe={recipe}
        kind={kind}
        message={message !== null && "message" in message ? message.message : null}
        fields={recipeFields(recipe)}
        idempotencyKey={idempotencyKeyOf(recipe, recipe.samples.good)}
        questions={questions}
        others={recipeCatalog.filter((other) => other.slug !== slug)}
      />
    </>
  );
}
