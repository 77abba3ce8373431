import { describeTarget } from "@/lib/destinations/describe-target";
import { destinationDefinition } from "@/lib/destinations/catalog";
import { type PipelineDestination, type PipelineStep, type SourceRule } from "@/lib/pipeline/definition";
import { type StepCategory } from "@/lib/steps/contract";
import { findNamed } from "../state/inventory";
import { stepDefinition } from "../step-definition";

/** What a card says: `kind` in mono, a name of its own if it has one, and what it does in one line. */
export type CardText = { kind: string; category: StepCategory | null; title: string; line: string };

type NamedRow = { id: string; slug: string; name: string };

export function describeStep(step: PipelineStep): CardText {
  const definition = stepDefinition(step.kind);
  const parsed = definition?.config.safeParse(step.config);
  const line = !definition ? "unknown here" : parsed?.success ? definition.describe(parsed.data) : "not set up yet";
  return { kind: step.kind, category: definition?.category ?? null, title: step.name ?? "", line };
}

/** `connections` is undefined while they are loading. */
export function describeDestination(destination: PipelineDestination, connections: readonly NamedRow[] | undefined): CardText {
  const { kind, connection, target } = destination;
  const where = describeTarget(kind, target);
  const name = nameOf(connection, connections);
  const title = where || name || (destinationDefinition(kind)?.title ?? kind);
  const line = connection === "" ? "choose a connection" : where ? name : hasTarget(kind) ? "choose where to" : "";
  return { kind, category: null, title, line };
}

export function describeSource({ source, match }: SourceRule, sources: readonly NamedRow[] | undefined): CardText {
  return { kind: "source", category: null, title: source === "" ? "Choose a source" : nameOf(source, sources), line: match || "every event type" };
}

/** A kind whose connection alone says where to has no target to choose. */
function hasTarget(kind: string): boolean {
  return destinationDefinition(kind)?.target.safeParse({}).success === false;
}

function nameOf(idOrSlug: string, rows: readonly NamedRow[] | undefined): string {
  return findNamed(rows, idOrSlug)?.name ?? idOrSlug;
}
