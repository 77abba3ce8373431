"use client";

import { ChevronDown, RotateCw } from "lucide-react";
import { useState } from "react";
import { useReplayEvent } from "@/components/deliveries/use-replay";
import { useViewer } from "@/components/frame/viewer-context";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "@/components/ui/dropdown-menu";
import type { EventDetail } from "@/lib/events/event-resource";

type Choice = { pipeline: string | null; name: string };

/** Runs the event again: through all pipelines that take it now, or through one that had it. */
export function ReplayEvent({ event }: { event: EventDetail }) {
  const { canEdit } = useViewer();
  const [choice, setChoice] = useState<Choice | null>(null);
  const [open, setOpen] = useState(false);
  const replay = useReplayEvent(event.id);
  if (!canEdit) return null;
  const pipelines = [...new Map(event.runs.map((run) => [run.pipeline_id, run.pipeline_name ?? run.pipeline_id]))];
  const ask = (next: Choice) => {
    setChoice(next);
    setOpen(true);
  };
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button>
            <RotateCw aria-hidden="true" />
            Replay
            <ChevronDown aria-hidden="true" />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem onSelect={() => ask({ pipeline: null, name: "every pipeline that takes it now" })}>Through every pipeline</DropdownMenuItem>
          {pipelines.map(([id, name]) => (
            <DropdownMenuItem key={id} onSelect={() => ask({ pipeline: id, name })}>
              Through {name}
            </DropdownMenuItem>
          ))}
        </DropdownMenuContent>
      </DropdownMenu>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title="Run this event again?"
        description={`It goes through ${choice?.name ?? ""} on the current version, and messages are sent anew. The runs before stay as they are.`}
        confirmLabel="Replay"
        onConfirm={() => replay.mutateAsync(choice?.pipeline ?? null)}
      />
    </>
  );
}
