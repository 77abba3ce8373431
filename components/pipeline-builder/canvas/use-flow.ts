import { useMemo, useRef } from "react";
import { useBuilder } from "../state/builder-context";
import { keepUnchanged, toFlow, type Flow } from "./to-flow";

/** The nodes and edges to draw; those that did not change are the same objects as before. */
export function useFlow(): Flow {
  const definition = useBuilder((state) => state.editor.definition);
  const landing = useBuilder((state) => state.drag?.landing ?? null);
  const previous = useRef<Flow>({ nodes: [], edges: [] });
  return useMemo(() => {
    // Only a cache: whatever it holds, the drawing is the same, at most drawn again.
    // oxlint-disable-next-line react/refs
    return (previous.current = keepUnchanged(previous.current, toFlow(definition, landing)));
  }, [definition, landing]);
}
