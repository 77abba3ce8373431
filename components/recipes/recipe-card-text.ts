import { describeStep } from "@/components/pipeline-builder/cards/describe-card";
import type { Recipe, RecipeTag } from "@/lib/recipes/contract";
import type { StepCategory } from "@/lib/steps/contract";

/** A recipe as its card shows it. */
export type RecipeCardText = {
  slug: string;
  title: string;
  tag: RecipeTag;
  summary: string;
  event: string;
  steps: { id: string; kind: string; category: StepCategory | null; line: string }[];
};

export function toRecipeCard({ slug, title, tag, summary, event, steps }: Recipe): RecipeCardText {
  return {
    slug, title, tag, summary, event,
    steps: steps.map((step) => {
      const { kind, category, line } = describeStep({ ...step });
      return { id: step.id, kind, category, line };
    }),
  };
}
