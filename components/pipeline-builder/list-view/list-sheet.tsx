"use client";

import { Sheet, SheetContent } from "@/components/ui/sheet";
import { InspectorForm } from "../inspector/inspector-form";
import { CardActions } from "../inspector/inspector-panel";
import { InspectorMark } from "../inspector/inspector-mark";
import { inspectorId } from "../inspector/focus-inspector";
import { useBuilder, useBuilderActions } from "../state/builder-context";

/** The inspector of a narrow screen: open while a card is selected. */
export function ListSheet() {
  const selected = useBuilder((state) => state.editor.selected);
  const actions = useBuilderActions();
  return (
    <Sheet open={selected !== null} onOpenChange={(isOpen) => !isOpen && actions.select(null)}>
      {selected && (
        <SheetContent id={inspectorId} title={<InspectorMark nodeKey={selected} />}>
          <div className="flex justify-end gap-1 pb-2">
            <CardActions nodeKey={selected} />
          </div>
          <InspectorForm key={selected} nodeKey={selected} />
        </SheetContent>
      )}
    </Sheet>
  );
}
