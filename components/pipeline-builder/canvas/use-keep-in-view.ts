import { useReactFlow } from "@xyflow/react";
import { useEffect, type RefObject } from "react";
import { useBuilder } from "../state/builder-context";
import { showCard, showPipeline } from "./show-in-frame";

/** Shows the pipeline when it opens, and each card that is selected later. Returns what to do on opening. */
export function useKeepInView(frame: RefObject<HTMLDivElement | null>): () => void {
  const flow = useReactFlow();
  const selected = useBuilder((state) => state.editor.selected);

  useEffect(() => {
    if (selected === null) return;
    // The inspector opens in the same moment and takes its room from the canvas: measured after that.
    const handle = requestAnimationFrame(() => requestAnimationFrame(() => frame.current && showCard(flow, frame.current, selected, 150)));
    return () => cancelAnimationFrame(handle);
  }, [selected, flow, frame]);

  return () => {
    if (!frame.current) return;
    showPipeline(flow, frame.current);
    if (selected) showCard(flow, frame.current, selected, 0);
  };
}
