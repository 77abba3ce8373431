"use client";

import { Redo2, Undo2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { useBuilder, useBuilderActions } from "../state/builder-context";

export function UndoButtons() {
  const canUndo = useBuilder((state) => state.editor.past.length > 0);
  const canRedo = useBuilder((state) => state.editor.future.length > 0);
  const actions = useBuilderActions();
  return (
    <>
      <Button variant="ghost" size="icon" className="size-7" aria-label="Undo" disabled={!canUndo} onClick={actions.undo}>
        <Undo2 aria-hidden="true" />
      </Button>
      <Button variant="ghost" size="icon" className="size-7" aria-label="Redo" disabled={!canRedo} onClick={actions.redo}>
        <Redo2 aria-hidden="true" />
      </Button>
    </>
  );
}
