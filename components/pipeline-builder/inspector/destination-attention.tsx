"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Pause, TriangleAlert } from "lucide-react";
import { toast } from "sonner";
import { apiSend } from "@/components/query/api-client";
import { showError } from "@/components/query/show-error";
import { useApiQuery } from "@/components/query/use-api-query";
import { Button } from "@/components/ui/button";
import { type BlockedDestination } from "@/lib/connections/blocked-destinations";
import { pausedCode } from "@/lib/deliveries/paused-code";
import type { PipelineDetail } from "@/lib/pipelines/pipeline-resource";
import { useBuilder, useBuilderParts } from "../state/builder-context";

/** Why nothing is sent there, what waits, and the button that lets it go; else the one that holds it. */
export function DestinationAttention({ destinationId }: { destinationId: string }) {
  const { pipelineId } = useBuilderParts();
  const canEdit = useBuilder((state) => state.canEdit);
  const { data: pipeline } = useApiQuery<PipelineDetail>("pipelines", `/v1/pipelines/${pipelineId}`);
  const isDeployed = pipeline?.status === "active" || pipeline?.status === "paused";
  const client = useQueryClient();
  const { data = [] } = useApiQuery<BlockedDestination[]>("deliveries", "/v1/blocked-destinations");
  const blocked = data.find((one) => one.pipeline.id === pipelineId && one.destination_id === destinationId);
  const resume = useMutation({
    mutationFn: () => apiSend<{ data: { released: number } }>("POST", `/v1/pipelines/${pipelineId}/destinations/${destinationId}/resume`),
    onSuccess: ({ data: { released } }) => {
      toast.success(released === 1 ? "1 held delivery is on its way" : `${released} held deliveries are on their way`);
      void client.invalidateQueries({ queryKey: ["deliveries"] });
    },
    onError: showError,
  });
  const pause = useMutation({
    mutationFn: () => apiSend("POST", `/v1/pipelines/${pipelineId}/destinations/${destinationId}/pause`),
    onSuccess: () => {
      toast.success("Paused: what comes is held, in order");
      void client.invalidateQueries({ queryKey: ["deliveries"] });
    },
    onError: showError,
  });
  if (!blocked) {
    return isDeployed && canEdit ? (
      <Button size="sm" className="self-start" isBusy={pause.isPending} onClick={() => pause.mutate()}>
        <Pause aria-hidden="true" />
        Pause this destination
      </Button>
    ) : null;
  }
  const isPaused = blocked.code === pausedCode;
  return (
    <div role="status" className="flex flex-col items-start gap-2 rounded-md border border-dead/40 bg-dead-tint px-3 py-2.5">
      <p className="flex items-start gap-2 text-dense">
        <TriangleAlert className="mt-0.5 size-4 shrink-0 text-dead" aria-hidden="true" />
        <span>
          <span className="font-medium">Nothing is delivered here.</span> <span className="inline-block first-letter:uppercase">{blocked.detail}</span>{isPaused ? "." : <> <span className="font-mono text-mono text-neutral-10">{blocked.code}</span></>}
        </span>
      </p>
      {canEdit && (
        <Button size="sm" isBusy={resume.isPending} onClick={() => resume.mutate()}>
          {blocked.held > 0 ? `${isPaused ? "Resume" : "It is mended"}: send the ${blocked.held > 1000 ? "1,000+" : blocked.held} held` : isPaused ? "Resume" : "It is mended"}
        </Button>
      )}
    </div>
  );
}
