"use client";

import { useReactFlow } from "@xyflow/react";
import { Trash2 } from "lucide-react";
import { useEffect, useRef, type RefObject } from "react";
import { cn } from "@/components/ui/class-names";
import { dropTarget } from "../canvas/drop-target";
import { useBuilder, useBuilderParts } from "../state/builder-context";
import { autoPan } from "./auto-pan";
import { DragGhost } from "./drag-ghost";

/** While something is dragged: the ghost under the pointer, the trash, and where it would land. */
export function DragLayer({ frame }: { frame: RefObject<HTMLDivElement | null> }) {
  const isDragging = useBuilder((state) => state.drag !== null);
  return isDragging ? <ActiveDrag frame={frame} /> : null;
}

function ActiveDrag({ frame }: { frame: RefObject<HTMLDivElement | null> }) {
  const ghost = useRef<HTMLDivElement>(null);
  const trash = useRef<HTMLDivElement>(null);
  const flow = useReactFlow();
  const { store, actions } = useBuilderParts();
  const canRemove = useBuilder((state) => state.drag?.dragging.moving != null);
  const isOverTrash = useBuilder((state) => state.drag?.isOverTrash ?? false);

  useEffect(() => {
    const watch = new AbortController();
    const options = { signal: watch.signal };
    let at = store.get().drag?.from ?? { x: 0, y: 0 };

    const follow = () => {
      const { drag, editor } = store.get();
      if (!drag) return;
      if (ghost.current) ghost.current.style.transform = `translate(${at.x}px, ${at.y}px)`;
      const isInside = (element: HTMLElement | null) => {
        const box = element?.getBoundingClientRect();
        return box !== undefined && at.x >= box.left && at.x <= box.right && at.y >= box.top && at.y <= box.bottom;
      };
      const isRemoving = isInside(trash.current);
      const dragged = { part: drag.part, moving: drag.dragging.moving };
      actions.dragOver(isInside(frame.current) && !isRemoving ? dropTarget(editor.definition, dragged, flow.screenToFlowPosition(at)) : null, isRemoving);
    };
    follow();
    window.addEventListener("pointermove", (event) => { at = { x: event.clientX, y: event.clientY }; follow(); }, options);
    window.addEventListener("pointerup", actions.drop, options);
    window.addEventListener("pointercancel", actions.cancelDrag, options);
    window.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      actions.cancelDrag();
    }, { ...options, capture: true });
    const stopPanning = autoPan(() => ({ at, box: frame.current?.getBoundingClientRect() }), (dx, dy) => {
      const { x, y, zoom } = flow.getViewport();
      void flow.setViewport({ x: x + dx, y: y + dy, zoom });
      follow();
    });
    return () => {
      watch.abort();
      stopPanning();
    };
  }, [store, actions, flow, frame]);

  return (
    <>
      {canRemove && (
        <div
          ref={trash}
          className={cn(
            "absolute bottom-5 left-1/2 z-20 flex h-12 w-56 -translate-x-1/2 animate-appear items-center justify-center gap-2 rounded-md border border-dashed bg-raised text-dense font-medium transition-colors [&_svg]:size-4",
            isOverTrash ? "border-dead bg-dead-tint text-dead" : "border-neutral-7 text-neutral-11",
          )}
        >
          <Trash2 aria-hidden="true" />
          {isOverTrash ? "Let go to remove" : "Drag here to remove"}
        </div>
      )}
      <DragGhost ref={ghost} />
    </>
  );
}
