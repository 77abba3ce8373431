import { destinationCatalog } from "@/lib/destinations/catalog";
import type { Problem } from "@/lib/errors";
import type { JsonObject } from "@/lib/pipeline/context";
import type { PipelineDefinition, PipelineDestination } from "@/lib/pipeline/definition";
import { validateDefinition } from "@/lib/pipeline/validate";
import { stepCatalog } from "@/lib/steps/catalog";
import type { Draft } from "./draft";

/** A part that can't run, and why. */
export type BrokenPart = { id: string; kind: string; problems: Problem[] };

export type TestableDefinition = {
  /** The steps up to the first broken one, and the destinations that are whole. */
  definition: PipelineDefinition;
  /** In the draft's order: the first broken step and all behind it. */
  stepsLeft: BrokenPart[];
  /** Every destination in the draft's order. */
  destinations: ({ isBroken: false; destination: PipelineDestination } | { isBroken: true; part: BrokenPart })[];
};

/** What of a draft can be tried: a problem in one place must not keep the rest from being looked at. */
export function testableDefinition(draft: Draft): TestableDefinition {
  const steps = draft.steps.map((step, index) => checkPart("steps", step, index, draft.steps));
  const firstBroken = steps.findIndex((step) => step.isBroken);
  const runnable = firstBroken === -1 ? steps : steps.slice(0, firstBroken);
  const destinations = draft.destinations.map((destination, index) => checkPart("destinations", destination, index, draft.destinations));
  return {
    definition: {
      version: 1,
      slug: draft.slug,
      name: draft.name,
      sources: [],
      steps: runnable.flatMap((step) => (step.isBroken ? [] : step.definition.steps)),
      destinations: destinations.flatMap((destination) => (destination.isBroken ? [] : destination.definition.destinations)),
    },
    stepsLeft: firstBroken === -1 ? [] : draft.steps.slice(firstBroken).map((step, index) => brokenPart(step, `step ${firstBroken + index + 1}`, steps[firstBroken + index])),
    destinations: draft.destinations.map((part, index) => {
      const checked = destinations[index];
      const [destination] = checked?.isBroken === false ? checked.definition.destinations : [];
      return destination ? { isBroken: false, destination } : { isBroken: true, part: brokenPart(part, `destination ${index + 1}`, checked) };
    }),
  };
}

type CheckedPart = { isBroken: false; definition: PipelineDefinition } | { isBroken: true; problems: Problem[] };

/** One step or destination by itself, as the only part of a pipeline. */
function checkPart(list: "steps" | "destinations", part: JsonObject, index: number, all: JsonObject[]): CheckedPart {
  if (all.findIndex(({ id }) => id === part.id) < index) return { isBroken: true, problems: [{ path: `${list}[${index}].id`, message: "the id is taken; expected a unique one" }] };
  const checked = validateDefinition({ version: 1, slug: "test", name: "test", [list]: [part] }, { steps: stepCatalog, destinations: destinationCatalog });
  if (checked.ok) return { isBroken: false, definition: checked.definition };
  return { isBroken: true, problems: checked.problems.map(({ path, message }) => ({ path: path.replace(`${list}[0]`, `${list}[${index}]`), message })) };
}

function brokenPart({ id, kind }: JsonObject, fallback: string, checked: CheckedPart | undefined): BrokenPart {
  return {
    id: typeof id === "string" ? id : fallback,
    kind: typeof kind === "string" ? kind : "",
    problems: checked?.isBroken ? checked.problems : [],
  };
}

export function describeProblems({ problems }: BrokenPart): string {
  return problems.map(({ path, message }) => `${path}: ${message}`).join("; ");
}
