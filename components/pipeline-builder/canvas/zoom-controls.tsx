"use client";

import { Panel, useReactFlow } from "@xyflow/react";
import { Maximize, Minus, Plus } from "lucide-react";
import { Button } from "@/components/ui/button";

export function ZoomControls() {
  const flow = useReactFlow();
  const duration = 150;
  return (
    <Panel position="bottom-left" className="flex gap-0.5 rounded-md border border-neutral-6 bg-raised p-0.5">
      <Button variant="ghost" size="icon" className="size-7" aria-label="Zoom out" onClick={() => void flow.zoomOut({ duration })}>
        <Minus aria-hidden="true" />
      </Button>
      <Button variant="ghost" size="icon" className="size-7" aria-label="Zoom in" onClick={() => void flow.zoomIn({ duration })}>
        <Plus aria-hidden="true" />
      </Button>
      <Button variant="ghost" size="icon" className="size-7" aria-label="Show the whole pipeline" onClick={() => void flow.fitView({ duration, padding: 0.08 })}>
        <Maximize aria-hidden="true" />
      </Button>
    </Panel>
  );
}
