import { type PipelineDefinition } from "@/lib/pipeline/definition";
import { keyAt, placeOf, type NodeKey, type NodePlace } from "./node-key";

export type Direction = "left" | "right" | "up" | "down";

/** The card an arrow key leads to: along the way of an event sideways, through a stack up and down. Null at the edge. */
export function neighbour(definition: PipelineDefinition, from: NodeKey | null, direction: Direction): NodeKey | null {
  const place = placeOf(definition, from);
  if (!place) return firstCard(definition);
  const { part, index } = place;
  if (part === "step") {
    if (direction === "up" || direction === "down") return null;
    const beside = index + (direction === "right" ? 1 : -1);
    return keyAt(definition, { part, index: beside }) ?? (direction === "right" ? at(definition, "destination", 0) : at(definition, "source", 0));
  }
  if (direction === "up" || direction === "down") return keyAt(definition, { part, index: index + (direction === "down" ? 1 : -1) });
  if (part === "source") return direction === "right" ? at(definition, "step", 0) ?? at(definition, "destination", 0) : null;
  return direction === "left" ? at(definition, "step", definition.steps.length - 1) ?? at(definition, "source", 0) : null;
}

export function firstCard(definition: PipelineDefinition): NodeKey | null {
  return at(definition, "source", 0) ?? at(definition, "step", 0) ?? at(definition, "destination", 0);
}

export function lastCard(definition: PipelineDefinition): NodeKey | null {
  const { sources, steps, destinations } = definition;
  return at(definition, "destination", destinations.length - 1) ?? at(definition, "step", steps.length - 1) ?? at(definition, "source", sources.length - 1);
}

function at(definition: PipelineDefinition, part: NodePlace["part"], index: number): NodeKey | null {
  return keyAt(definition, { part, index });
}
