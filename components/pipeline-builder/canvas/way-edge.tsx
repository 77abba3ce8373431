"use client";

import { BaseEdge, EdgeLabelRenderer, getSmoothStepPath, type EdgeProps } from "@xyflow/react";
import { Plus } from "lucide-react";
import { memo } from "react";
import { EdgeActivity } from "../activity/edge-activity";
import { useBuilder, useBuilderActions } from "../state/builder-context";
import { cardSize } from "./layout";
import { type FlowEdge } from "./to-flow";

/** The way of an event from one card to the next: where a step can be inserted, for which events, how many passed. */
export const WayEdge = memo(function WayEdge({ data, sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition }: EdgeProps<FlowEdge>) {
  if (!data) return null;
  const { insertAt, when, trunkX, leadsTo } = data;
  const [path] = getSmoothStepPath({ sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition, centerX: trunkX, borderRadius: 10 });
  const isFan = targetX - sourceX > 70;
  return (
    <>
      <BaseEdge path={path} className="stroke-neutral-8" />
      <path d={`M ${targetX - 5} ${targetY - 4} L ${targetX} ${targetY} L ${targetX - 5} ${targetY + 4}`} className="fill-none stroke-neutral-8" />
      <EdgeLabelRenderer>
        {insertAt !== null && <InsertButton index={insertAt} x={isFan ? trunkX - 18 : (sourceX + targetX) / 2} y={sourceX < trunkX && isFan ? sourceY : targetY} />}
        {when !== null && (
          <p
            title={`when ${when}`}
            style={{ width: cardSize.width, transform: `translate(${targetX}px, ${targetY - cardSize.height / 2 - 4}px) translateY(-100%)` }}
            className="pointer-events-auto absolute line-clamp-2 text-label text-neutral-11"
          >
            <span className="text-neutral-10">when </span>
            {when}
          </p>
        )}
        {leadsTo && <EdgeActivity leadsTo={leadsTo} x={targetX - 10} y={targetY} />}
      </EdgeLabelRenderer>
    </>
  );
});

function InsertButton({ index, x, y }: { index: number; x: number; y: number }) {
  const actions = useBuilderActions();
  const isShown = useBuilder((state) => state.canEdit && state.drag === null);
  if (!isShown) return null;
  return (
    <button
      type="button"
      // The key `a` does the same from the card before: a tab stop on each edge would only be in the way.
      tabIndex={-1}
      aria-label={`Insert a step as number ${index + 1}`}
      title="Insert a step here"
      onClick={() => actions.openInsertMenu("step", index)}
      style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
      className="nopan pointer-events-auto absolute grid size-5 place-items-center rounded-full border border-neutral-6 bg-raised text-neutral-10 opacity-70 transition-opacity hover:border-accent hover:text-accent hover:opacity-100 [&_svg]:size-3"
    >
      <Plus aria-hidden="true" />
    </button>
  );
}
