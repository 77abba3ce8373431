"use client";

import { memo, useEffect, useRef, type PointerEvent } from "react";
import { cn } from "@/components/ui/class-names";
import { type Part } from "../canvas/layout";
import { firstCard } from "../editor/neighbour";
import { type NodeKey } from "../editor/node-key";
import { focusInspector } from "../inspector/focus-inspector";
import { useBuilder, useBuilderActions } from "../state/builder-context";
import { CardFace } from "./card-face";
import { cardLabel } from "./card-label";
import { ProblemCorner } from "./problem-corner";
import { useCardProblems } from "./use-card-problems";
import { useCardText } from "./use-card-text";

type PipelineCardProps = {
  nodeKey: NodeKey;
  number: number;
  /** Shown only as the place where it will land; the card itself is under the pointer. */
  isMoving?: boolean;
  onPointerDown?: (event: PointerEvent<HTMLElement>) => void;
  /** In the list of a narrow screen every card is a tab stop of its own. */
  isListed?: boolean;
  className?: string;
};

/** One source, step or destination as a button: focus walks with the arrow keys, Enter opens its form. */
export const PipelineCard = memo(function PipelineCard({ nodeKey, number, isMoving = false, isListed = false, onPointerDown, className }: PipelineCardProps) {
  const ref = useRef<HTMLButtonElement>(null);
  const actions = useBuilderActions();
  const text = useCardText(nodeKey);
  const problems = useCardProblems(nodeKey);
  const isSelected = useBuilder((state) => state.editor.selected === nodeKey);
  const isTabStop = useBuilder((state) => (state.editor.selected ?? firstCard(state.editor.definition)) === nodeKey);
  const isFocusing = useBuilder((state) => state.focusing === nodeKey);
  const isLit = useBuilder((state) => state.highlighted === nodeKey);

  useEffect(() => {
    if (!isFocusing) return;
    // The canvas brings the card into view by itself; the browser would scroll the canvas out of its frame.
    ref.current?.focus({ preventScroll: true });
    actions.focused();
  }, [isFocusing, actions]);

  if (!text) return null;
  const part = partOf(nodeKey);
  return (
    <button
      ref={ref}
      type="button"
      data-card={nodeKey}
      tabIndex={isTabStop || isListed ? 0 : -1}
      aria-label={cardLabel(part, number, text, problems)}
      aria-pressed={isSelected}
      onPointerDown={onPointerDown}
      onClick={(event) => {
        actions.select(nodeKey);
        // A click by the Enter or space key has no click count.
        if (event.detail === 0 && !isListed) focusInspector();
      }}
      className={cn(
        "block h-full w-full cursor-pointer rounded-md text-left transition-shadow select-none hover:shadow-float",
        "focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-accent",
        isSelected && "ring-2 ring-accent",
        isLit && "animate-pulse ring-2 ring-running",
        isMoving && "opacity-40 ring-2 ring-accent ring-offset-2 ring-offset-neutral-2",
        className,
      )}
    >
      <CardFace part={part} text={text} corner={<ProblemCorner problems={problems} />} {...(part === "step" ? { number } : {})} />
    </button>
  );
});

function partOf(key: NodeKey): Part {
  return key.startsWith("step:") ? "step" : key.startsWith("source:") ? "source" : "destination";
}
