import { useReactFlow } from "@xyflow/react";
import { useCallback, useEffect, type RefObject } from "react";
import { useBuilder } from "../state/builder-context";
import { cardSize } from "./layout";

const zoomMin = 0.75;
const margin = 32;

/** Shows the pipeline when it opens, and each card that is selected later. Returns what to do on opening. */
export function useKeepInView(frame: RefObject<HTMLDivElement | null>): () => void {
  const flow = useReactFlow();
  const selected = useBuilder((state) => state.editor.selected);

  const showSelected = useCallback(
    (key: string, duration: number) => {
      const [node, size] = [flow.getNode(key), frame.current];
      if (!node || !size) return;
      const { x, y, zoom } = flow.getViewport();
      const shift = (at: number, length: number, frameLength: number, offset: number) => {
        const [start, end] = [at * zoom + offset, (at + length) * zoom + offset];
        return start < margin ? margin - start : end > frameLength - margin ? frameLength - margin - end : 0;
      };
      const dx = shift(node.position.x, cardSize.width, size.clientWidth, x);
      const dy = shift(node.position.y, cardSize.height, size.clientHeight, y);
      if (dx !== 0 || dy !== 0) void flow.setViewport({ x: x + dx, y: y + dy, zoom }, { duration });
    },
    [flow, frame],
  );

  useEffect(() => {
    if (selected === null) return;
    // The inspector opens in the same moment and takes its room from the canvas: measured after that.
    const timer = requestAnimationFrame(() => requestAnimationFrame(() => showSelected(selected, 150)));
    return () => cancelAnimationFrame(timer);
  }, [selected, showSelected]);

  return useCallback(() => {
    const size = frame.current;
    if (!size) return;
    const { x, y, width, height } = flow.getNodesBounds(flow.getNodes());
    const fitting = Math.min((size.clientWidth - 2 * margin) / width, (size.clientHeight - 2 * margin) / height, 1);
    // A long pipeline is read from its beginning, not shrunk until nothing can be read.
    const zoom = Math.max(fitting, zoomMin);
    const isWide = width * zoom > size.clientWidth - 2 * margin;
    const left = isWide ? margin - x * zoom : (size.clientWidth - width * zoom) / 2 - x * zoom;
    const isTall = height * zoom > size.clientHeight - 2 * margin;
    const top = isTall ? size.clientHeight / 2 : (size.clientHeight - height * zoom) / 2 - y * zoom;
    void flow.setViewport({ x: left, y: top, zoom });
    if (selected) requestAnimationFrame(() => showSelected(selected, 0));
  }, [flow, frame, selected, showSelected]);
}
