"use client";

import { ChevronDown, RotateCw } from "lucide-react";
import { useState } from "react";
import { useReplayEvent } from "@/components/deliveries/use-replay";
import { useViewer } from "@/components/frame/viewer-context";
import { Segmented } from "@/components/schema-form/segmented";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "@/components/ui/dropdown-menu";
import type { ReplayChoice } from "@/lib/deliveries/replay-choice";
import type { EventDetail } from "@/lib/events/event-resource";

/** Null = all of them. */
type Choice = { pipeline: string; name: string } | null;
type Version = ReplayChoice["version"];

const versions: readonly { value: Version; label: string }[] = [
  { value: "current", label: "The current version" },
  { value: "original", label: "The version it first ran on" },
];

/** Runs the event again: through all pipelines that take it now, or through one that had it. */
export function ReplayEvent({ event }: { event: EventDetail }) {
  const { canEdit } = useViewer();
  const [choice, setChoice] = useState<Choice>(null);
  const [open, setOpen] = useState(false);
  const [version, setVersion] = useState<Version>("current");
  const replay = useReplayEvent(event.id);
  if (!canEdit) return null;
  const pipelines = [...new Map(event.runs.map((run) => [run.pipeline_id, run.pipeline_name ?? run.pipeline_id]))];
  const nameOfAll = version === "current" ? "every pipeline that takes it now" : "every pipeline that took it";
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
          <DropdownMenuItem onSelect={() => ask(null)}>Through every pipeline</DropdownMenuItem>
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
        description={`It goes through ${choice?.name ?? nameOfAll}, and messages are sent anew. The runs before stay as they are; what is dead of them counts as sent again.`}
        confirmLabel="Replay"
        onConfirm={() => replay.mutateAsync({ version, ...(choice ? { pipeline: choice.pipeline } : {}) })}
      >
        <Segmented aria-label="Version" value={version} onChange={(value) => setVersion(value === "original" ? "original" : "current")} options={versions} />
      </ConfirmDialog>
    </>
  );
}
