"use client";

import { Copy, Trash2, X } from "lucide-react";
import { memo, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { Tooltip } from "@/components/ui/tooltip";
import { type NodeKey } from "../editor/node-key";
import { useBuilder, useBuilderActions } from "../state/builder-context";
import { InspectorForm } from "./inspector-form";
import { InspectorMark } from "./inspector-mark";
import { inspectorId } from "./focus-inspector";

/** Beside the canvas: the form of the selected card. Escape leads back to the card. */
export const InspectorPanel = memo(function InspectorPanel() {
  const selected = useBuilder((state) => state.editor.selected);
  const actions = useBuilderActions();
  const isDragging = useBuilder((state) => state.drag !== null);
  if (!selected) return null;
  return (
    <aside
      id={inspectorId}
      tabIndex={-1}
      aria-label="Inspector"
      // What is dragged may have to go where the inspector stands.
      className={cn("flex w-[400px] shrink-0 animate-appear flex-col border-l bg-neutral-1 outline-none", isDragging && "hidden")}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented || !event.currentTarget.contains(event.target instanceof Node ? event.target : null)) return;
        event.preventDefault();
        actions.select(selected, true);
      }}
    >
      <header className="flex items-center gap-2 border-b px-4 py-2.5">
        <h2 className="min-w-0 flex-1">
          <InspectorMark nodeKey={selected} />
        </h2>
        <CardActions nodeKey={selected} />
        <IconButton label="Close" onClick={() => actions.select(null)}>
          <X aria-hidden="true" />
        </IconButton>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto px-4 py-4">
        <InspectorForm key={selected} nodeKey={selected} />
      </div>
    </aside>
  );
});

export function CardActions({ nodeKey }: { nodeKey: NodeKey }) {
  const actions = useBuilderActions();
  const canEdit = useBuilder((state) => state.canEdit);
  if (!canEdit) return null;
  return (
    <>
      <IconButton label="Duplicate" onClick={() => actions.duplicate(nodeKey)}>
        <Copy aria-hidden="true" />
      </IconButton>
      <IconButton label="Remove" onClick={() => actions.remove(nodeKey)}>
        <Trash2 aria-hidden="true" />
      </IconButton>
    </>
  );
}

function IconButton({ label, onClick, children }: { label: string; onClick: () => void; children: ReactNode }) {
  return (
    <Tooltip content={label} side="bottom">
      <Button variant="ghost" size="icon" className="size-7" aria-label={label} data-quiet="" onClick={onClick}>
        {children}
      </Button>
    </Tooltip>
  );
}
