"use client";

import { Background, BackgroundVariant, MiniMap, ReactFlow, ReactFlowProvider, type EdgeTypes, type NodeTypes } from "@xyflow/react";
import { memo, useRef } from "react";
import { useBuilder, useBuilderActions } from "../state/builder-context";
import { DragLayer } from "../drag/drag-layer";
import { CardNode } from "./card-node";
import { HeadingNode } from "./heading-node";
import { LandingNode } from "./landing-node";
import { SlotNode } from "./slot-node";
import { useFlow } from "./use-flow";
import { useKeepInView } from "./use-keep-in-view";
import { WayEdge } from "./way-edge";
import { ZoomControls } from "./zoom-controls";
import "./canvas.css";

const nodeTypes: NodeTypes = { card: CardNode, slot: SlotNode, landing: LandingNode, heading: HeadingNode };
const edgeTypes: EdgeTypes = { way: WayEdge };

const cardsWithoutMap = 12;

/** The draft drawn from left to right. Nothing is placed by hand: the layout follows from the definition. */
export const PipelineCanvas = memo(function PipelineCanvas() {
  return (
    <ReactFlowProvider>
      <Canvas />
    </ReactFlowProvider>
  );
});

function Canvas() {
  const frame = useRef<HTMLDivElement>(null);
  const { nodes, edges } = useFlow();
  const actions = useBuilderActions();
  const isDragging = useBuilder((state) => state.drag !== null);
  const showView = useKeepInView(frame, nodes);
  return (
    <div ref={frame} className="pipeline-canvas relative h-full w-full" data-dragging={isDragging}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onInit={showView}
        onPaneClick={() => actions.select(null)}
        aria-label="Pipeline"
        minZoom={0.2}
        maxZoom={1.5}
        panOnScroll
        zoomOnDoubleClick={false}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        disableKeyboardA11y
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode={null}
        panActivationKeyCode={null}
      >
        <Background variant={BackgroundVariant.Dots} gap={20} size={1.2} />
        <ZoomControls />
        {nodes.filter(({ type }) => type === "card").length > cardsWithoutMap && <MiniMap pannable zoomable ariaLabel="The whole pipeline" className="rounded-md border" nodeBorderRadius={16} />}
      </ReactFlow>
      <DragLayer frame={frame} />
    </div>
  );
}
