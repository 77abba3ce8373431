"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { apiSend } from "@/components/query/api-client";
import { useApiPages } from "@/components/query/use-api-query";
import type { AgentResource } from "@/lib/agents/agents";
import type { PipelineListItem } from "@/lib/pipelines/pipeline-resource";

export function useAgents() {
  return useApiPages<AgentResource>("agents", "/v1/agents", { limit: 100 });
}

/** What an agent may be given to run. */
export function usePipelines() {
  return useApiPages<PipelineListItem>("pipelines", "/v1/pipelines", { limit: 100 });
}

export function useCreateAgent() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (input: { name: string; pipelines: string[] }) => (await apiSend<{ data: AgentResource & { key: string } }>("POST", "/v1/agents", input)).data,
    onSuccess: () => void client.invalidateQueries({ queryKey: ["agents"] }),
  });
}

export function useRevokeAgent() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id }: AgentResource) => apiSend("DELETE", `/v1/agents/${id}`),
    onSuccess: (_answer, { name }) => {
      void client.invalidateQueries({ queryKey: ["agents"] });
      toast.success(`${name} revoked: it runs nothing any more`);
    },
  });
}
