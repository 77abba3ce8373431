import { type PipelineDefinition } from "@/lib/pipeline/definition";
import { type NodeKey, type NodePlace } from "../editor/node-key";

export type Part = NodePlace["part"];
/** A card; an invitation to add one; the place where what is being dragged will land. */
export type BoxKey = NodeKey | `slot:${Part}` | "landing";
export type Box = { key: BoxKey; part: Part; x: number; y: number };

/** `moving` is the card that is being dragged; without one the landing is for something new. */
export type Landing = { part: Part; index: number; moving: NodeKey | null };

export const cardSize = { width: 208, height: 84 };
export const compactSlotHeight = 30;

const gaps = {
  /** Between two steps. */
  step: 44,
  /** Between sources and steps. */
  source: 56,
  /** Between steps and destinations. */
  destination: 76,
  /** Between two sources or two destinations: room for the counts of the one above and a `when` of two lines. */
  row: 56,
};

export type Layout = { boxes: Box[]; columns: Record<Part, { left: number; right: number; top: number; bottom: number }> };

/**
 * Left to right: sources under one another, steps in a row, destinations fanned out. All are centred on one line, so
 * that the way of an event is a straight line wherever it can be one.
 */
export function layoutPipeline(definition: PipelineDefinition, landing: Landing | null = null): Layout {
  const keys = {
    source: withLanding(definition.sources.map((_, index): BoxKey => `source:${index}`), "source", landing),
    step: withLanding(definition.steps.map(({ id }): BoxKey => `step:${id}`), "step", landing),
    destination: withLanding(definition.destinations.map(({ id }): BoxKey => `destination:${id}`), "destination", landing),
  };
  const stepsLeft = cardSize.width + gaps.source;
  const stepsWidth = keys.step.length * cardSize.width + (keys.step.length - 1) * gaps.step;
  const destinationsLeft = stepsLeft + stepsWidth + gaps.destination;
  const boxes = [
    ...stacked(keys.source, "source", 0),
    ...keys.step.map((key, index): Box => ({ key, part: "step", x: stepsLeft + index * (cardSize.width + gaps.step), y: -cardSize.height / 2 })),
    ...stacked(keys.destination, "destination", destinationsLeft),
  ];
  const column = (part: Part, left: number, width: number) => {
    const tops = boxes.filter((box) => box.part === part).map(({ y }) => y);
    return { left, right: left + width, top: Math.min(...tops), bottom: Math.max(...tops) + cardSize.height };
  };
  return {
    boxes,
    columns: {
      source: column("source", 0, cardSize.width),
      step: column("step", stepsLeft, stepsWidth),
      destination: column("destination", destinationsLeft, cardSize.width),
    },
  };
}

/** An empty part shows its invitation in the place of its first card. */
function withLanding(keys: BoxKey[], part: Part, landing: Landing | null): BoxKey[] {
  if (landing?.part !== part) return keys.length === 0 ? [`slot:${part}`] : keys;
  return keys.filter((key) => key !== landing.moving).toSpliced(landing.index, 0, landing.moving ?? "landing");
}

function stacked(keys: BoxKey[], part: Part, x: number): Box[] {
  const pitch = cardSize.height + gaps.row;
  const top = -(keys.length * pitch - gaps.row) / 2;
  return keys.map((key, index) => ({ key, part, x, y: top + index * pitch }));
}
