import { type PipelineDefinition } from "@/lib/pipeline/definition";

/** Names one card of the canvas, in the URL too. Source rules have no id of their own: their place names them. */
export type NodeKey = `source:${number}` | `step:${string}` | `destination:${string}`;

export type NodePlace = { part: "source" | "step" | "destination"; index: number };

export function parseNodeKey(text: string | null): NodeKey | null {
  if (text === null) return null;
  const [, part, name] = /^(source|step|destination):(.+)$/.exec(text) ?? [];
  if (part === "source") return /^\d{1,3}$/.test(name ?? "") ? `source:${Number(name)}` : null;
  if (part === "step" && name !== undefined) return `step:${name}`;
  return part === "destination" && name !== undefined ? `destination:${name}` : null;
}

/** Where the card stands; null when the definition has no such card. */
export function placeOf(definition: PipelineDefinition, key: NodeKey | null): NodePlace | null {
  if (key === null) return null;
  const name = key.slice(key.indexOf(":") + 1);
  if (key.startsWith("source:")) return placeIn("source", Number(name) < definition.sources.length ? Number(name) : -1);
  if (key.startsWith("step:")) return placeIn("step", definition.steps.findIndex(({ id }) => id === name));
  return placeIn("destination", definition.destinations.findIndex(({ id }) => id === name));
}

export function keyAt(definition: PipelineDefinition, { part, index }: NodePlace): NodeKey | null {
  if (part === "source") return definition.sources[index] ? `source:${index}` : null;
  const item = part === "step" ? definition.steps[index] : definition.destinations[index];
  return item ? `${part}:${item.id}` : null;
}

function placeIn(part: NodePlace["part"], index: number): NodePlace | null {
  return index < 0 ? null : { part, index };
}
