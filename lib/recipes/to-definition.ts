import type { Json } from "@/lib/durable/contract";
import type { JsonObject } from "@/lib/pipeline/context";
import type { PipelineDefinition, PipelineStep } from "@/lib/pipeline/definition";
import type { Recipe } from "./contract";
import { messageFor } from "./message-for";

export type RecipePlaces = {
  slug: string;
  /** A source's slug. */
  source: string;
  kind: string;
  /** A connection's id or slug; empty while none is chosen. */
  connection: string;
  target: JsonObject;
};

/** The recipe as a pipeline into one destination, whose id is its kind. */
export function toDefinition(recipe: Recipe, { slug, source, kind, connection, target }: RecipePlaces): PipelineDefinition {
  const template = messageFor(kind, recipe.message);
  return {
    version: 1,
    slug,
    name: recipe.title,
    sources: [{ source, match: recipe.event }],
    steps: recipe.steps.map((step): PipelineStep => ({ ...step, config: withColumnsOf(kind, step.config) })),
    destinations: [{ id: kind, kind, connection, target, ...(template ? { template } : {}), onAmbiguous: "resend", config: {} }],
  };
}

/** A column of redact.pii belongs to a destination: those of other kinds name none here. */
function withColumnsOf(kind: string, config: { [name: string]: Json }): { [name: string]: Json } {
  const { columns } = config;
  if (typeof columns !== "object" || columns === null || Array.isArray(columns)) return config;
  return { ...config, columns: Object.fromEntries(Object.entries(columns).filter(([name]) => name === "default" || name === kind)) };
}
