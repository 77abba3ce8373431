import type { DestinationDefinition } from "@/lib/destinations/contract";
import type { StepDefinition } from "@/lib/steps/contract";

export type StepCatalog = Record<string, StepDefinition> | readonly StepDefinition[];
export type DestinationCatalog = Record<string, DestinationDefinition> | readonly DestinationDefinition[];

/** The definitions of a catalogue by kind. */
export function indexCatalog<D extends { id: string }>(catalog: Record<string, D> | readonly D[]): ReadonlyMap<string, D> {
  return new Map(Object.values(catalog).map((definition) => [definition.id, definition]));
}
