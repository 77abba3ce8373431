import { useMemo } from "react";
import { placeOf, type NodeKey } from "../editor/node-key";
import { useBuilder } from "../state/builder-context";
import { type BuilderState } from "../state/builder-state";
import { describeDestination, describeSource, describeStep, type CardText } from "./describe-card";

/** A card's words; null in the moment between a card's removal and its disappearance. */
export function useCardText(key: NodeKey): CardText | null {
  const item = useBuilder((state) => itemOf(state, key));
  const sources = useBuilder((state) => state.inventory.sources);
  const connections = useBuilder((state) => state.inventory.connections);
  return useMemo(() => {
    if (!item) return null;
    if ("source" in item) return describeSource(item, sources);
    return "connection" in item ? describeDestination(item, connections) : describeStep(item);
  }, [item, sources, connections]);
}

function itemOf({ editor: { definition } }: BuilderState, key: NodeKey) {
  const place = placeOf(definition, key);
  if (!place) return undefined;
  return { source: definition.sources, step: definition.steps, destination: definition.destinations }[place.part][place.index];
}
