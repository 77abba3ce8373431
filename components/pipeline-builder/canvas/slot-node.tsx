"use client";

import { Handle, Position, type NodeProps } from "@xyflow/react";
import { Plus } from "lucide-react";
import { memo } from "react";
import { cn } from "@/components/ui/class-names";
import { useBuilder, useBuilderActions } from "../state/builder-context";
import { type SlotNode as SlotNodeType } from "./to-flow";

const invitations = { source: "choose a source", step: "add a step", destination: "add a destination" };
const facts = { source: "events of every source", step: "events go on as they come", destination: "nothing is sent yet" };

/** The empty place of a part, or the line under it that invites to more. */
export const SlotNode = memo(function SlotNode({ data: { part, isCompact } }: NodeProps<SlotNodeType>) {
  const actions = useBuilderActions();
  const canEdit = useBuilder((state) => state.canEdit);
  const isDragging = useBuilder((state) => state.drag !== null);
  const words = isCompact && part === "source" ? "add a source" : invitations[part];
  return (
    <div className={cn("nopan pointer-events-auto w-52", isCompact ? "h-[30px]" : "h-[84px]", isCompact && (isDragging || !canEdit) && "invisible")}>
      {!isCompact && <Handle type="target" position={Position.Left} isConnectable={false} />}
      <button
        type="button"
        disabled={!canEdit}
        onClick={() => actions.openInsertMenu(part)}
        className={cn(
          "flex h-full w-full flex-col items-center justify-center gap-0.5 rounded-md text-dense text-neutral-10 transition-colors",
          isCompact ? "hover:bg-neutral-4 hover:text-neutral-12" : "border border-dashed border-neutral-7 bg-neutral-1 hover:border-accent hover:text-neutral-12",
        )}
      >
        {canEdit && (
          <span className="flex items-center gap-1 font-medium [&_svg]:size-3.5">
            <Plus aria-hidden="true" />
            {words}
          </span>
        )}
        {!isCompact && <span className="text-label text-neutral-10">{facts[part]}</span>}
      </button>
      {!isCompact && <Handle type="source" position={Position.Right} isConnectable={false} />}
    </div>
  );
});
