import { useMutation, useQueryClient, type InfiniteData } from "@tanstack/react-query";
import { toast } from "sonner";
import { apiSend } from "@/components/query/api-client";
import { showError } from "@/components/query/show-error";
import { useApiPages } from "@/components/query/use-api-query";
import type { PipelineDetail, PipelineListItem } from "@/lib/pipelines/pipeline-resource";

/** Counts rise with every event, which no change of a pipeline announces. */
const recountEveryMs = 15_000;

/** All pipelines but the archived ones, or those alone. */
export function usePipelines(isArchived: boolean) {
  return useApiPages<PipelineListItem>("pipelines", "/v1/pipelines", { limit: 100, status: isArchived ? "archived" : undefined }, { refetchIntervalMs: recountEveryMs });
}

type Pages = InfiniteData<{ data: PipelineListItem[]; next: string | null }>;
export type StatusChange = "activate" | "pause" | "archive" | "unarchive";

const becomes: Record<StatusChange, string> = { activate: "active", pause: "paused", archive: "archived", unarchive: "paused" };
const said: Record<StatusChange, string> = { activate: "It takes events now", pause: "Paused; it finishes what it has", archive: "Archived", unarchive: "Restored" };

/** Shown at once and taken back if the server refuses. */
export function useStatusChange() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, change }: { id: string; change: StatusChange }) =>
      change === "archive" ? apiSend("DELETE", `/v1/pipelines/${id}`) : apiSend("POST", `/v1/pipelines/${id}/${change}`),
    async onMutate({ id, change }) {
      await client.cancelQueries({ queryKey: ["pipelines", "/v1/pipelines"] });
      const before = client.getQueriesData<Pages>({ queryKey: ["pipelines", "/v1/pipelines"] });
      client.setQueriesData<Pages>({ queryKey: ["pipelines", "/v1/pipelines"] }, (pages) => pages && changed(pages, id, change));
      return before;
    },
    onError(error, _, before) {
      for (const [key, pages] of before ?? []) client.setQueryData(key, pages);
      showError(error);
    },
    onSuccess: (_, { change }) => toast.success(said[change]),
    onSettled: () => client.invalidateQueries({ queryKey: ["pipelines"] }),
  });
}

function changed(pages: Pages, id: string, change: StatusChange): Pages {
  const leaves = change === "archive" || change === "unarchive";
  const changeEach = (pipelines: PipelineListItem[]) =>
    leaves ? pipelines.filter((pipeline) => pipeline.id !== id) : pipelines.map((pipeline) => (pipeline.id === id ? { ...pipeline, status: becomes[change] } : pipeline));
  return { ...pages, pages: pages.pages.map((page) => ({ ...page, data: changeEach(page.data) })) };
}

export function useDuplicate() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => (await apiSend<{ data: PipelineDetail }>("POST", `/v1/pipelines/${id}/duplicate`)).data,
    onSuccess: ({ name }) => {
      toast.success(`${name} is a draft`);
      return client.invalidateQueries({ queryKey: ["pipelines"] });
    },
    onError: showError,
  });
}
