"use client";

import { type Ref } from "react";
import { createPortal } from "react-dom";
import { CardFace } from "../cards/card-face";
import { type CardText } from "../cards/describe-card";
import { useCardText } from "../cards/use-card-text";
import { type NodeKey } from "../editor/node-key";
import { type PaletteItem } from "../palette/palette-items";
import { useBuilder } from "../state/builder-context";
import { type Part } from "../canvas/layout";

/** The card under the pointer; whoever holds `ref` moves it. */
export function DragGhost({ ref }: { ref: Ref<HTMLDivElement> }) {
  const drag = useBuilder((state) => state.drag);
  if (!drag) return null;
  const { dragging, part, from } = drag;
  return createPortal(
    <div ref={ref} aria-hidden="true" style={{ transform: `translate(${from.x}px, ${from.y}px)` }} className="pointer-events-none fixed top-0 left-0 z-50">
      <div className="h-[84px] w-52 -translate-x-8 -translate-y-6 rotate-1 rounded-md opacity-95 shadow-float">
        {dragging.moving ? <MovingFace nodeKey={dragging.moving} part={part} /> : <CardFace part={part} text={textOf(dragging.item)} />}
      </div>
    </div>,
    document.body,
  );
}

function MovingFace({ nodeKey, part }: { nodeKey: NodeKey; part: Part }) {
  const text = useCardText(nodeKey);
  return text && <CardFace part={part} text={text} />;
}

function textOf(item: PaletteItem): CardText {
  return { kind: item.kind, category: item.part === "step" ? item.category : null, title: item.title, line: "" };
}
