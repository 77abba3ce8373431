"use client";

import { useMutation, useQueryClient, type UseMutationResult } from "@tanstack/react-query";
import { apiSend } from "@/components/query/api-client";
import { type PipelineDetail } from "@/lib/pipelines/pipeline-resource";
import { type Autosave, } from "../autosave/use-autosave";
import { pipelineKey } from "../autosave/use-autosave";

export type PipelineCommand = "deploy" | "activate" | "pause";

/** Deploys what is on the screen: what is unsaved is saved first. */
export function useDeploy(pipelineId: string, { saver }: Autosave): UseMutationResult<PipelineDetail, unknown, { activates: boolean }> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ activates }) => {
      if (!(await saver.flush())) throw new Error("The draft could not be saved, so nothing was deployed.");
      const deployed = await command(pipelineId, "deploy");
      return activates && deployed.status !== "active" ? command(pipelineId, "activate") : deployed;
    },
    onSuccess: (pipeline) => client.setQueryData(pipelineKey(pipelineId), pipeline),
    onSettled: () => client.invalidateQueries({ queryKey: ["pipelines"] }),
  });
}

export async function command(pipelineId: string, name: PipelineCommand): Promise<PipelineDetail> {
  return (await apiSend<{ data: PipelineDetail }>("POST", `/v1/pipelines/${pipelineId}/${name}`)).data;
}
