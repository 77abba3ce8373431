import { ArrowRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { DestinationMark } from "@/components/marks/destination-mark";
import { RecipeMessage } from "./recipe-message";
import { SendSnippet } from "@/components/sources/send-snippet";
import { Button } from "@/components/ui/button";
import { destinationCatalog, destinationKinds, type DestinationKind } from "@/lib/destinations/catalog";
import type { Json } from "@/lib/durable/contract";
import type { Recipe, RecipeQuestion } from "@/lib/recipes/contract";
import { destinationNotes } from "@/lib/recipes/destination-notes";
import type { RecipeField } from "@/lib/recipes/recipe-fields";
import { RecipeCard } from "./recipe-card";
import { toRecipeCard } from "./recipe-card-text";
import { RecipePipeline } from "./recipe-pipeline";
import { RecipeTag } from "./recipe-tag";

type Props = {
  recipe: Recipe;
  kind: DestinationKind;
  /** As it is sent for the good sample. */
  message: Json | null;
  fields: RecipeField[];
  idempotencyKey: string | null;
  questions: RecipeQuestion[];
  others: Recipe[];
};

const othersShown = 6;

/** One recipe into one place: what comes, what is done, what arrives. */
export function RecipeView({ recipe, kind, message, fields, idempotencyKey, questions, others }: Props) {
  const { title: where } = destinationCatalog[kind];
  const notes = destinationNotes[kind];
  return (
    <article>
      <header className="flex flex-wrap items-end justify-between gap-6">
        <div className="max-w-2xl">
          <p className="flex items-center gap-2">
            <RecipeTag tag={recipe.tag} />
            <code className="font-mono text-mono text-neutral-11">{recipe.event}</code>
          </p>
          <h1 className="mt-2 text-[30px] leading-[1.2] font-semibold tracking-tight">
            {recipe.title} <span className="text-neutral-11">in {where}</span>
          </h1>
          <p className="mt-3 text-[15px] leading-6 text-neutral-11">{recipe.story}</p>
        </div>
        <Button asChild variant="primary">
          <Link href={`/pipelines/from-recipe/${recipe.slug}/${kind}`} prefetch={false}>
            Use it <ArrowRight aria-hidden="true" />
          </Link>
        </Button>
      </header>

      <RecipePipeline recipe={recipe} kind={kind} />

      <div className="mt-12 grid gap-12 lg:grid-cols-2">
        <Section number="01" title="What you send">
          <dl className="divide-y divide-neutral-4 rounded-md border">
            {fields.map(({ name, type, isOptional }) => (
              <div key={name} className="flex items-baseline justify-between gap-4 px-4 py-1.5">
                <dt className="font-mono text-mono">
                  {name}
                  {isOptional ? <span className="text-neutral-10"> ?</span> : null}
                </dt>
                <dd className="text-right text-dense text-neutral-11">{type}</dd>
              </div>
            ))}
          </dl>
          <div className="mt-4">
            <SendSnippet event={{ type: recipe.event, ...(idempotencyKey === null ? {} : { idempotency_key: idempotencyKey }), payload: recipe.samples.good }} />
          </div>
        </Section>
        <Section number="03" title={`What arrives in ${where}`}>
          {message === null ? null : <RecipeMessage kind={kind} message={message} />}
          <p className="mt-4 text-dense text-neutral-11">
            <span className="font-medium text-neutral-12">What does not:</span> {recipe.samples.filtered.why}
          </p>
        </Section>
        <Section title={`Connect ${where}`}>
          <ol className="list-decimal space-y-1.5 pl-5 text-[14px] leading-6 marker:text-neutral-10">
            {notes.connect.map((step) => <li key={step}>{step}</li>)}
          </ol>
        </Section>
        <Section title={`Good to know about ${where}`}>
          <ul className="list-disc space-y-1.5 pl-5 text-[14px] leading-6 marker:text-neutral-10">
            {notes.facts.map((fact) => <li key={fact}>{fact}</li>)}
          </ul>
        </Section>
      </div>

      <Section title="Questions and answers" className="mt-12">
        <dl className="grid gap-x-12 gap-y-6 lg:grid-cols-2">
          {questions.map(({ question, answer }) => (
            <div key={question}>
              <dt className="font-medium">{question}</dt>
              <dd className="mt-1 text-[14px] leading-6 text-neutral-11">{answer}</dd>
            </div>
          ))}
        </dl>
      </Section>

      <Section title="Routed elsewhere" className="mt-12">
        <ul className="flex flex-wrap gap-2">
          {destinationKinds.filter((other) => other !== kind).map((other) => (
            <li key={other}>
              <Link href={`/recipes/${recipe.slug}/${other}`} className="flex items-center gap-2 rounded-sm border px-3 py-1.5 text-dense hover:border-neutral-7 hover:bg-neutral-2">
                <DestinationMark kind={other} className="size-5 border-0 bg-transparent" />
                {destinationCatalog[other].title}
              </Link>
            </li>
          ))}
        </ul>
      </Section>

      <Section title={`More, into ${where}`} className="mt-12">
        <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
          {nearest(recipe, others).map((other) => (
            <RecipeCard key={other.slug} recipe={toRecipeCard(other)} kind={kind} />
          ))}
        </ul>
      </Section>
    </article>
  );
}

/** Those of the same tag first. */
function nearest({ tag }: Recipe, others: Recipe[]): Recipe[] {
  return others.toSorted((a, b) => Number(b.tag === tag) - Number(a.tag === tag)).slice(0, othersShown);
}

function Section({ number, title, className, children }: { number?: string; title: string; className?: string; children: ReactNode }) {
  return (
    <section className={className ?? "min-w-0"}>
      <h2 className="mb-4 flex items-baseline gap-2 text-[17px] font-semibold tracking-tight">
        {number === undefined ? null : <span className="font-mono text-mono font-normal text-neutral-10">{number}</span>}
        {title}
      </h2>
      {children}
    </section>
  );
}
