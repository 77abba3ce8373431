"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { toast } from "sonner";
import { apiSend } from "@/components/query/api-client";
import { showError } from "@/components/query/show-error";
import { useApiQuery } from "@/components/query/use-api-query";
import { Button } from "@/components/ui/button";
import { type BlockedDestination } from "@/lib/connections/blocked-destinations";
import { useBuilder, useBuilderParts } from "../state/builder-context";

/** The vendor refuses what is sent there: why, what waits, and the button for when it is mended. */
export function DestinationAttention({ destinationId }: { destinationId: string }) {
  const { pipelineId } = useBuilderParts();
  const canEdit = useBuilder((state) => state.canEdit);
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
  if (!blocked) return null;
  return (
    <div role="status" className="flex flex-col items-start gap-2 rounded-md border border-dead/40 bg-dead-tint px-3 py-2.5">
      <p className="flex items-start gap-2 text-dense">
        <TriangleAlert className="mt-0.5 size-4 shrink-0 text-dead" aria-hidden="true" />
        <span>
          <span className="font-medium">Nothing is delivered here.</span> {blocked.detail} <span className="font-mono text-mono text-neutral-10">{blocked.code}</span>
        </span>
      </p>
      {canEdit && (
        <Button size="sm" isBusy={resume.isPending} onClick={() => resume.mutate()}>
          {blocked.held > 0 ? `It is mended: send the ${blocked.held > 1000 ? "1,000+" : blocked.held} held` : "It is mended"}
        </Button>
      )}
    </div>
  );
}
