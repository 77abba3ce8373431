"use client";

import { useMutation, useQueryClient, type UseMutationResult } from "@tanstack/react-query";
import { toast } from "sonner";
import { apiSend } from "@/components/query/api-client";
import { showError } from "@/components/query/show-error";
import { type PipelineDetail } from "@/lib/pipelines/pipeline-resource";
import { pipelineKey, type Autosave } from "../autosave/use-autosave";
import { readDraft } from "../editor/read-draft";
import { useBuilderActions } from "../state/builder-context";

/** An earlier version becomes the draft, here at once and on the server. */
export function useRestore(pipelineId: string, { saver }: Autosave): UseMutationResult<PipelineDetail, unknown, number> {
  const client = useQueryClient();
  const actions = useBuilderActions();
  return useMutation({
    mutationFn: async (version) => {
      if (!(await saver.flush())) throw new Error("The draft could not be saved.");
      const body = { version, revision: saver.revision() };
      return (await apiSend<{ data: PipelineDetail }>("POST", `/v1/pipelines/${pipelineId}/restore`, body)).data;
    },
    onSuccess: (pipeline, version) => {
      const restored = readDraft(pipeline.draft);
      if (restored.ok) actions.load(restored.definition, `Version ${version} is the draft now`);
      saver.rebase(pipeline.revision);
      client.setQueryData(pipelineKey(pipelineId), pipeline);
      toast.success(`Version ${version} is the draft now`, { description: "Deploy it to let events run on it." });
    },
    onError: showError,
  });
}
