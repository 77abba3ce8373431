import { type PipelineDefinition } from "@/lib/pipeline/definition";
import { placeOf, type NodeKey } from "../editor/node-key";
import { cardSize, layoutPipeline, type Landing, type Layout, type Part } from "./layout";

/** What is being dragged: something new from the palette, or a card of the canvas. */
export type Dragged = { part: Part; moving: NodeKey | null };

const reach = 130;

/**
 * Where what is dragged would land when it is let go at `point`; null: nowhere. Measured against the pipeline as it is,
 * which stays the same during the whole drag, so that making room does not move the target.
 */
export function dropTarget(definition: PipelineDefinition, dragged: Dragged, point: { x: number; y: number }): Landing | null {
  const layout = layoutPipeline(definition);
  if (!isNear(layout, dragged.part, point)) return null;
  const boxes = layout.boxes.filter((box) => box.part === dragged.part && !box.key.startsWith("slot:"));
  // Something new goes in front of the first card whose middle is beyond the pointer; a card takes the place of the
  // one that it is dragged over.
  const share = dragged.moving === null ? 0.5 : 1;
  const index = boxes.filter(({ x, y }) =>
    dragged.part === "step" ? x + cardSize.width * share < point.x : y + cardSize.height * share < point.y).length;
  return { part: dragged.part, index: dragged.moving === null ? index : Math.min(index, boxes.length - 1), moving: dragged.moving };
}

/** Whether letting go here changes anything. */
export function isMove(definition: PipelineDefinition, { moving, index }: Landing): boolean {
  return moving === null || placeOf(definition, moving)?.index !== index;
}

function isNear({ columns }: Layout, part: Part, { x, y }: { x: number; y: number }): boolean {
  const { left, right, top, bottom } = columns[part];
  const isBeside = y > top - reach && y < bottom + reach;
  if (part === "source") return isBeside && x > left - reach && x < right + reach / 2;
  if (part === "destination") return isBeside && x > left - reach && x < right + 2 * reach;
  return isBeside && x > columns.source.right - reach / 2 && x < columns.destination.left + reach / 2;
}
