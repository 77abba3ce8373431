"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { apiSend } from "@/components/query/api-client";
import { showError } from "@/components/query/show-error";
import { useApiQuery } from "@/components/query/use-api-query";
import type { SlackAppResource } from "@/lib/slack-oauth/slack-app-resource";

export function useSlackApp() {
  return useApiQuery<SlackAppResource>("slack-app", "/v1/slack-app");
}

export function useSaveSlackApp() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (app: { client_id: string; client_secret: string }) => apiSend("PUT", "/v1/slack-app", app),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ["slack-app"] });
      toast.success("Slack app saved");
    },
  });
}

export function useRemoveSlackApp() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => apiSend("DELETE", "/v1/slack-app"),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ["slack-app"] });
      toast.success("Slack app forgotten");
    },
    onError: showError,
  });
}
