"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Pause, Play } from "lucide-react";
import { toast } from "sonner";
import { showError } from "@/components/query/show-error";
import { Button } from "@/components/ui/button";
import { type PipelineDetail } from "@/lib/pipelines/pipeline-resource";
import { pipelineKey } from "../autosave/use-autosave";
import { command } from "../deploy/use-deploy";

/** Lets events in, or stops doing so. Nothing to do before the first deploy. */
export function ActivateButton({ pipeline: { id, status, version } }: { pipeline: PipelineDetail }) {
  const client = useQueryClient();
  const isActive = status === "active";
  const change = useMutation({
    mutationFn: () => command(id, isActive ? "pause" : "activate"),
    onSuccess: (pipeline) => {
      client.setQueryData(pipelineKey(id), pipeline);
      void client.invalidateQueries({ queryKey: ["pipelines"] });
      toast.success(pipeline.status === "active" ? "The pipeline takes events" : "The pipeline is paused", pipeline.status === "active" ? {} : { description: "What it has already taken it finishes." });
    },
    onError: showError,
  });
  if (version === null) return null;
  const Icon = isActive ? Pause : Play;
  return (
    <Button size="sm" isBusy={change.isPending} onClick={() => change.mutate()}>
      <Icon aria-hidden="true" />
      <span className="max-sm:sr-only">{isActive ? "Pause" : "Activate"}</span>
    </Button>
  );
}
