"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { apiSend } from "@/components/query/api-client";
import { useApiPages, useApiQuery } from "@/components/query/use-api-query";
import type { WebhookAuthMode } from "@/lib/webhook-sources/auth-modes";
import type { SourceResource } from "@/lib/sources/source-resource";

/** Not every event is told to the page: the counts follow at this pace. */
const countsEveryMs = 15_000;
const firstEveryMs = 2_000;

export function useSources() {
  return useApiPages<SourceResource>("sources", "/v1/sources", { limit: 100 }, { refetchIntervalMs: countsEveryMs });
}

export function useSource(id: string, { enabled }: { enabled: boolean }) {
  // Who waits for the first event looks at this page.
  const interval = (source: SourceResource | undefined) => enabled && (source && source.last_event_at === null ? firstEveryMs : countsEveryMs);
  return useApiQuery<SourceResource>("sources", `/v1/sources/${encodeURIComponent(id)}`, {}, { enabled, refetchIntervalMs: interval });
}

export type NewSource = { name: string; slug: string; kind: "api" | "webhook" | "email"; from_domains?: string[]; auth_mode?: WebhookAuthMode; secret?: string };
export type WebhookAccess = { url: string; secret: string };
export type CreatedSource = SourceResource & { webhook?: WebhookAccess };

export function useCreateSource(onCreated: (source: CreatedSource) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (input: NewSource) => (await apiSend<{ data: CreatedSource }>("POST", "/v1/sources", input)).data,
    onSuccess: (source) => {
      void client.invalidateQueries({ queryKey: ["sources"] });
      onCreated(source);
    },
  });
}

/** Where a webhook source is called; only for those who may change it. */
export function useSourceAddress(id: string, { enabled }: { enabled: boolean }) {
  return useApiQuery<{ url: string; previous_secret_until: string | null }>("sources", `/v1/sources/${id}/address`, {}, { enabled });
}

export type Rotation = { what: "secret" | "address"; /** The sender's own; made where it is not given. */ secret?: string };

export function useRotateSource(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (rotation: Rotation) => (await apiSend<{ data: WebhookAccess }>("POST", `/v1/sources/${id}/rotate`, rotation)).data,
    onSuccess: (_access, { what, secret }) => {
      void client.invalidateQueries({ queryKey: ["sources"] });
      if (secret !== undefined) toast.success(`The ${what} you gave proves its calls from now on`);
    },
  });
}

export type SourceChange = { name?: string; slug?: string; status?: "active" | "paused"; dedupe_window_ms?: number; rate_limit?: SourceResource["rate_limit"]; auth_mode?: WebhookAuthMode; secret?: string; from_domains?: string[] };

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
