"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { apiSend } from "@/components/query/api-client";
import { useApiPages, useApiQuery } from "@/components/query/use-api-query";
import type { SourceResource } from "@/lib/sources/source-resource";

/** Not every event is told to the page: the counts follow at this pace. */
const countsEveryMs = 15_000;

export function useSources() {
  return useApiPages<SourceResource>("sources", "/v1/sources", { limit: 100 }, { refetchIntervalMs: countsEveryMs });
}

export function useSource(id: string, { enabled }: { enabled: boolean }) {
  return useApiQuery<SourceResource>("sources", `/v1/sources/${encodeURIComponent(id)}`, {}, { enabled, refetchIntervalMs: enabled && countsEveryMs });
}

export function useCreateSource(onCreated: (source: SourceResource) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (input: { name: string; slug: string }) => (await apiSend<{ data: SourceResource }>("POST", "/v1/sources", { ...input, kind: "api" })).data,
    onSuccess: (source) => {
      void client.invalidateQueries({ queryKey: ["sources"] });
      onCreated(source);
    },
  });
}

export type SourceChange = { name?: string; slug?: string; status?: "active" | "paused"; dedupe_window_ms?: number };

export function useUpdateSource(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (change: SourceChange) => (await apiSend<{ data: SourceResource }>("PUT", `/v1/sources/${id}`, change)).data,
    onSuccess: (source, { status }) => {
      void client.invalidateQueries({ queryKey: ["sources"] });
      toast.success(status === undefined ? `${source.name} saved` : status === "paused" ? `${source.name} paused: its events are refused` : `${source.name} takes events again`);
    },
  });
}

export function useDeleteSource({ id, name }: SourceResource, onDeleted: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => apiSend("DELETE", `/v1/sources/${id}`),
    onSuccess: () => {
      onDeleted();
      void client.invalidateQueries({ queryKey: ["sources", "/v1/sources"] });
      toast.success(`${name} deleted`);
    },
  });
}
