import { useReactFlow } from "@xyflow/react";
import { useEffect, type RefObject } from "react";
import { parseNodeKey } from "../editor/node-key";
import { useBuilder } from "../state/builder-context";
import { showCard, showPipeline } from "./show-in-frame";
import { type FlowNode } from "./to-flow";

/** Shows the pipeline when it opens; later each card that is selected, has moved or took the focus. Returns what to do on opening. */
export function useKeepInView(frame: RefObject<HTMLDivElement | null>, nodes: readonly FlowNode[]): () => void {
  const flow = useReactFlow();
  const selected = useBuilder((state) => state.editor.selected);
  const isDragging = useBuilder((state) => state.drag !== null);

  useEffect(() => {
    if (selected === null || isDragging) return;
    // The inspector opens in the same moment and takes its room from the canvas: measured after that.
    const handle = requestAnimationFrame(() => requestAnimationFrame(() => frame.current && showCard(flow, frame.current, selected, 150)));
    return () => cancelAnimationFrame(handle);
  }, [selected, nodes, isDragging, flow, frame]);

  useEffect(() => {
    const element = frame.current;
    const onFocusIn = ({ target }: FocusEvent) => {
      const key = target instanceof HTMLElement ? parseNodeKey(target.dataset.card ?? null) : null;
      if (key && element && target instanceof HTMLElement && target.matches(":focus-visible")) showCard(flow, element, key, 150);
    };
    element?.addEventListener("focusin", onFocusIn);
    return () => element?.removeEventListener("focusin", onFocusIn);
  }, [flow, frame]);

  useEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    let height = element.clientHeight;
    // The test run takes its room from below: what was in the middle stays there.
    const observer = new ResizeObserver(() => {
      const { x, y, zoom } = flow.getViewport();
      const dy = (element.clientHeight - height) / 2;
      height = element.clientHeight;
      if (dy !== 0) void flow.setViewport({ x, y: y + dy, zoom });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [flow, frame]);

  return () => {
    if (!frame.current) return;
    showPipeline(flow, frame.current);
    if (selected) showCard(flow, frame.current, selected, 0);
  };
}
