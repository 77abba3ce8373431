"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { apiSend } from "@/components/query/api-client";
import { showError } from "@/components/query/show-error";
import type { ReplayChoice } from "@/lib/deliveries/replay-choice";

type Replayed = { data: { runs: { id: string }[] } };

export type EventReplay = { pipeline?: string; version: ReplayChoice["version"] };

/** Runs an event again; with a pipeline, through that one only. */
export function useReplayEvent(eventId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (replay: EventReplay) => apiSend<Replayed>("POST", `/v1/events/${encodeURIComponent(eventId)}/replay`, replay),
    onSuccess: ({ data }) => {
      toast.success(data.runs.length === 1 ? "One run started" : `${data.runs.length} runs started`);
      return client.invalidateQueries({ queryKey: ["events"] });
    },
    onError: showError,
  });
}

/** Sends one delivery again, the way that was chosen. */
export function useReplayDelivery() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...choice }: ReplayChoice & { id: string }) => apiSend("POST", `/v1/deliveries/${encodeURIComponent(id)}/replay`, choice),
    onSuccess: (_, { from }) => {
      toast.success(from === "start" ? "The event runs again" : "It is sent again");
      return Promise.all([client.invalidateQueries({ queryKey: ["events"] }), client.invalidateQueries({ queryKey: ["deliveries"] })]);
    },
    onError: showError,
  });
}

/** Takes the mark off a destination that was mended, and sends what it held. */
export function useResumeDestination() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ pipelineId, destinationId }: { pipelineId: string; destinationId: string }) =>
      apiSend<{ data: { released: number } }>("POST", `/v1/pipelines/${encodeURIComponent(pipelineId)}/destinations/${encodeURIComponent(destinationId)}/resume`),
    onSuccess: ({ data }) => {
      toast.success(data.released === 1 ? "Resumed: one delivery is sent" : `Resumed: ${data.released} deliveries are sent`);
      return Promise.all([client.invalidateQueries({ queryKey: ["events"] }), client.invalidateQueries({ queryKey: ["deliveries"] })]);
    },
    onError: showError,
  });
}
