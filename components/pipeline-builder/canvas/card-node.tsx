"use client";

import { Handle, Position, type NodeProps } from "@xyflow/react";
import { memo, useCallback, type PointerEvent } from "react";
import { CardActivity } from "../activity/card-activity";
import { PipelineCard } from "../cards/pipeline-card";
import { startDragOnMove } from "../drag/start-drag";
import { useBuilder, useBuilderActions } from "../state/builder-context";
import { type CardNode as CardNodeType } from "./to-flow";

export const CardNode = memo(function CardNode({ data }: NodeProps<CardNodeType>) {
  const { nodeKey, number, isMoving } = data;
  const actions = useBuilderActions();
  const canDrag = useBuilder((state) => state.canEdit) && !nodeKey.startsWith("source:");
  const onPointerDown = useCallback(
    (event: PointerEvent<HTMLElement>) =>
      startDragOnMove(event, (at) => actions.startDrag({ moving: nodeKey, item: null }, nodeKey.startsWith("step:") ? "step" : "destination", at)),
    [actions, nodeKey],
  );
  // React Flow takes pointer events off nodes that it neither drags nor selects itself.
  return (
    <div className="nopan pointer-events-auto h-[84px] w-52">
      <Handle type="target" position={Position.Left} isConnectable={false} />
      <PipelineCard nodeKey={nodeKey} number={number} isMoving={isMoving} {...(canDrag ? { onPointerDown, className: "touch-none active:cursor-grabbing" } : {})} />
      <CardActivity nodeKey={nodeKey} />
      <Handle type="source" position={Position.Right} isConnectable={false} />
    </div>
  );
});
