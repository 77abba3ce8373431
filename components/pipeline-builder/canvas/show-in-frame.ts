import { type ReactFlowInstance } from "@xyflow/react";
import { cardSize } from "./layout";

type Frame = Pick<HTMLElement, "clientWidth" | "clientHeight">;
type Flow = Pick<ReactFlowInstance, "getNode" | "getNodes" | "getNodesBounds" | "getViewport" | "setViewport">;

const zoomMin = 0.75;
const margin = 24;

/** The whole pipeline if it can be read that small, else its beginning. */
export function showPipeline(flow: Flow, frame: Frame): void {
  const { x, y, width, height } = flow.getNodesBounds(flow.getNodes());
  const fitting = Math.min((frame.clientWidth - 2 * margin) / width, (frame.clientHeight - 2 * margin) / height, 1);
  const zoom = Math.max(fitting, zoomMin);
  const isWide = width * zoom > frame.clientWidth - 2 * margin;
  const left = isWide ? margin - x * zoom : (frame.clientWidth - width * zoom) / 2 - x * zoom;
  const isTall = height * zoom > frame.clientHeight - 2 * margin;
  // The line that all parts are centred on is at y = 0.
  const top = isTall ? frame.clientHeight / 2 : (frame.clientHeight - height * zoom) / 2 - y * zoom;
  void flow.setViewport({ x: left, y: top, zoom });
}

/** Moves the canvas just so far that the card is in sight, and its neighbours too where there is room for them. */
export function showCard(flow: Flow, frame: Frame, key: string, duration: number): void {
  const node = flow.getNode(key);
  if (!node) return;
  const { x, y, zoom } = flow.getViewport();
  const dx = shift(node.position.x * zoom + x, cardSize.width * zoom, frame.clientWidth);
  const dy = shift(node.position.y * zoom + y, cardSize.height * zoom, frame.clientHeight);
  if (dx !== 0 || dy !== 0) void flow.setViewport({ x: x + dx, y: y + dy, zoom }, { duration });
}

function shift(start: number, length: number, frameLength: number): number {
  const room = Math.max(margin, Math.min(length + 2 * margin, (frameLength - length) / 2));
  if (start < room) return room - start;
  const beyond = start + length - (frameLength - room);
  return beyond > 0 ? -beyond : 0;
}
