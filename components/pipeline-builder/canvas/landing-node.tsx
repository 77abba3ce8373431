"use client";

import { Handle, Position } from "@xyflow/react";
import { memo } from "react";

/** Where what is dragged in will land. */
export const LandingNode = memo(function LandingNode() {
  return (
    <div className="grid h-[84px] w-52 place-items-center rounded-md border-2 border-dashed border-accent bg-accent-tint text-dense font-medium text-accent">
      <Handle type="target" position={Position.Left} isConnectable={false} />
      drop here
      <Handle type="source" position={Position.Right} isConnectable={false} />
    </div>
  );
});
