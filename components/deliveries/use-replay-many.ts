"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { apiSend } from "@/components/query/api-client";
import { showError } from "@/components/query/show-error";
import type { ReplayChoice } from "@/lib/deliveries/replay-choice";
import type { ReplayJob } from "@/lib/deliveries/replay-job-resource";

export type ManyToReplay = ReplayChoice & { filter: Record<string, string | string[]>; rate?: number };

/** Starts a replay of the chosen ones, or of all that fit. */
export function useReplayMany() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (replay: ManyToReplay) => apiSend<{ data: ReplayJob }>("POST", "/v1/deliveries/replay", replay),
    onSuccess: ({ data }) => {
      toast.success(data.total === 1 ? "One delivery is sent again" : `${data.total.toLocaleString("en")} deliveries are sent again`);
      return client.invalidateQueries({ queryKey: ["deliveries"] });
    },
    onError: showError,
  });
}
