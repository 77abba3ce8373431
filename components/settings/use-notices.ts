"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { apiSend } from "@/components/query/api-client";
import { useApiQuery } from "@/components/query/use-api-query";
import type { NoticeChannel, Notices, SaveNotices, TestNoticeResult } from "@/lib/notices/notice-resource";

export function useNotices() {
  return useApiQuery<Notices>("organization", "/v1/notices");
}

export function useSaveNotices() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async (input: SaveNotices) => (await apiSend<{ data: Notices }>("PUT", "/v1/notices", input)).data,
    onSuccess: ({ is_on }) => {
      toast.success(is_on ? "Failure notices are on" : "Failure notices are off");
      refresh();
    },
  });
}

export function useTestNotice() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async (channel: NoticeChannel) => (await apiSend<{ data: TestNoticeResult }>("POST", "/v1/notices/test", { channel })).data,
    // One that arrives where notices go mends what was wrong.
    onSuccess: refresh,
  });
}

function useRefresh(): () => void {
  const client = useQueryClient();
  return () => {
    for (const topic of ["organization", "attention"]) void client.invalidateQueries({ queryKey: [topic] });
  };
}
