import { type Edge, type Node } from "@xyflow/react";
import { describeCondition } from "@/lib/pipeline/describe-condition";
import { type PipelineDefinition } from "@/lib/pipeline/definition";
import { oneLine } from "@/lib/pipeline/one-line";
import { isSameJson } from "../editor/same-json";
import { parseNodeKey, type NodeKey } from "../editor/node-key";
import { cardSize, compactSlotHeight, layoutPipeline, type Box, type Landing, type Layout, type Part } from "./layout";
import { sectionHeading } from "../section-heading";

export type CardNode = Node<{ nodeKey: NodeKey; number: number; isMoving: boolean }, "card">;
export type SlotNode = Node<{ part: Part; isCompact: boolean }, "slot">;
export type LandingNode = Node<Record<string, never>, "landing">;
export type HeadingNode = Node<{ text: string }, "heading">;
export type FlowNode = CardNode | SlotNode | LandingNode | HeadingNode;

/** `insertAt`: the index of a step that is inserted on this edge. `when` in words. `leadsTo`: whose traffic passes here. */
export type FlowEdge = Edge<{ insertAt: number | null; when: string | null; trunkX: number; leadsTo: NodeKey | null }, "way">;

export type Flow = { nodes: FlowNode[]; edges: FlowEdge[] };

/** The definition as the canvas draws it, what is being dragged shown where it would land. */
export function toFlow(definition: PipelineDefinition, landing: Landing | null = null): Flow {
  const layout = layoutPipeline(definition, landing);
  const boxes = (part: Part) => layout.boxes.filter((box) => box.part === part);
  return {
    nodes: [
      ...headings(definition, layout),
      ...parts.flatMap((part) => boxes(part).map((box, index) => toNode(box, index, landing))),
      ...compactSlots(definition, layout),
    ],
    edges: toEdges(definition, boxes("source"), boxes("step"), boxes("destination")),
  };
}

/** Every node and edge of `next` that is as it was keeps its identity, so that only what changed is drawn again. */
export function keepUnchanged(previous: Flow, next: Flow): Flow {
  return { nodes: keep(previous.nodes, next.nodes), edges: keep(previous.edges, next.edges) };
}

const parts: readonly Part[] = ["source", "step", "destination"];
const fixed = { draggable: false, selectable: false, focusable: false } as const;

function toNode({ key, part, x, y }: Box, index: number, landing: Landing | null): FlowNode {
  const base = { id: key, position: { x, y }, ...cardSize, ...fixed };
  const nodeKey = parseNodeKey(key);
  if (nodeKey) return { ...base, type: "card", data: { nodeKey, number: index + 1, isMoving: landing?.moving === nodeKey } };
  return key === "landing" ? { ...base, type: "landing", data: {} } : { ...base, type: "slot", data: { part, isCompact: false } };
}

/** Under each part that has cards already. */
function compactSlots(definition: PipelineDefinition, { columns, boxes }: Layout): SlotNode[] {
  const counts = { source: definition.sources.length, step: definition.steps.length, destination: definition.destinations.length };
  return parts.filter((part) => counts[part] > 0).map((part) => {
    const last = boxes.findLast((box) => box.part === part);
    const position = { x: last?.x ?? 0, y: columns[part].bottom + 12 };
    return { id: `add:${part}`, type: "slot", position, width: cardSize.width, height: compactSlotHeight, ...fixed, data: { part, isCompact: true } };
  });
}

/** On one line where the parts are about as high, else each right above its own cards. */
function headings(definition: PipelineDefinition, { columns }: Layout): HeadingNode[] {
  const highest = Math.min(...parts.map((part) => columns[part].top));
  return parts.map((part) => ({
    id: `heading:${part}`,
    type: "heading",
    position: { x: columns[part].left, y: Math.max(highest, columns[part].top - 1.5 * cardSize.height) - 36 },
    width: cardSize.width,
    height: 20,
    ...fixed,
    data: { text: sectionHeading(part, definition) },
  }));
}

function toEdges(definition: PipelineDefinition, sources: Box[], steps: Box[], destinations: Box[]): FlowEdge[] {
  const [first, last] = [steps[0], steps.at(-1)];
  if (!first || !last) return [];
  return [
    ...sources.map((source, index) => toEdge(source, first, index === 0 ? 0 : null, null)),
    ...steps.slice(1).map((step, index) => toEdge(steps[index] ?? first, step, index + 1, null)),
    ...destinations.map((destination, index) => toEdge(last, destination, index === 0 ? steps.length : null, whenInWords(definition, destination.key))),
  ];
}

/** `index` is where a step is inserted: on one edge of each place, not on one for each destination. */
function toEdge(from: Box, to: Box, index: number | null, when: string | null): FlowEdge {
  const isInserting = !from.key.startsWith("slot:step") && !to.key.startsWith("slot:step") && from.key !== "landing" && to.key !== "landing";
  return {
    id: `${from.key}>${to.key}`,
    type: "way",
    source: from.key,
    target: to.key,
    focusable: false,
    selectable: false,
    data: { insertAt: isInserting ? index : null, when, trunkX: trunkX(from, to), leadsTo: parseNodeKey(to.key) },
  };
}

/** Where a line that changes its row turns: behind the sources, in front of the destinations. */
function trunkX(from: Box, to: Box): number {
  return from.part === "source" ? to.x - 28 : from.x + cardSize.width + 42;
}

function whenInWords({ destinations }: PipelineDefinition, key: string): string | null {
  const when = destinations.find(({ id }) => `destination:${id}` === key)?.when;
  return when && when.conditions.length > 0 ? oneLine(describeCondition(when)) : null;
}

function keep<T extends { id: string }>(previous: T[], next: T[]): T[] {
  const known = new Map(previous.map((item) => [item.id, item]));
  const kept = next.map((item) => {
    const before = known.get(item.id);
    return before && isSameJson(before, item) ? before : item;
  });
  return kept.length === previous.length && kept.every((item, index) => item === previous[index]) ? previous : kept;
}
