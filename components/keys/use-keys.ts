"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { apiSend } from "@/components/query/api-client";
import { showError } from "@/components/query/show-error";
import { useApiPages } from "@/components/query/use-api-query";
import type { KeyResource } from "@/lib/api-keys/key-resource";
import type { Scope } from "@/lib/api-keys/scopes";

export type NewKey = { name: string; scopes: Scope[]; source: string; expires_at?: string; rate_limit?: { per_second: number; burst: number } };
/** The only time its text is at hand. */
export type CreatedKey = KeyResource & { key: string };

export function useKeys() {
  return useApiPages<KeyResource>("keys", "/v1/keys", { limit: 100 });
}

export function useCreateKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (input: NewKey) => (await apiSend<{ data: CreatedKey }>("POST", "/v1/keys", input)).data,
    onSuccess: () => void client.invalidateQueries({ queryKey: ["keys"] }),
  });
}

export function useRevokeKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id }: KeyResource) => apiSend("DELETE", `/v1/keys/${id}`),
    onSuccess: (_answer, { name }) => {
      void client.invalidateQueries({ queryKey: ["keys"] });
      toast.success(`${name} revoked: it opens nothing any more`);
    },
    onError: showError,
  });
}
