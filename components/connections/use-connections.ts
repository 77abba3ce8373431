"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { apiSend } from "@/components/query/api-client";
import { showError } from "@/components/query/show-error";
import { useApiPages, useApiQuery } from "@/components/query/use-api-query";
import type { BlockedDestination } from "@/lib/connections/blocked-destinations";
import type { ConnectionResource } from "@/lib/connections/connection-resource";
import type { CreateConnection } from "@/lib/connections/create-connection";
import type { Revocation } from "@/lib/connections/delete-connection";
import type { ConnectionTest } from "@/lib/connections/test-connection";
import type { UpdateConnection } from "@/lib/connections/update-connection";

export function useConnections(params: { kind?: string } = {}) {
  return useApiPages<ConnectionResource>("connections", "/v1/connections", { limit: 100, ...params });
}

export function useConnection(id: string, { enabled }: { enabled: boolean }) {
  return useApiQuery<ConnectionResource>("connections", `/v1/connections/${encodeURIComponent(id)}`, {}, { enabled });
}

export function useBlockedDestinations() {
  return useApiQuery<BlockedDestination[]>("connections", "/v1/blocked-destinations");
}

export type NewConnection = Partial<CreateConnection> & Pick<CreateConnection, "kind">;

export function useCreateConnection(onCreated: (connection: ConnectionResource) => void) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async (input: NewConnection) => (await apiSend<{ data: ConnectionResource }>("POST", "/v1/connections", input)).data,
    onSuccess: (connection) => {
      refresh();
      onCreated(connection);
    },
  });
}

export function useUpdateConnection(id: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async (change: Partial<UpdateConnection>) => (await apiSend<{ data: ConnectionResource }>("PUT", `/v1/connections/${id}`, change)).data,
    onSuccess: (connection) => {
      refresh();
      toast.success(`${connection.name} saved`);
    },
  });
}

export function useTestConnection(id: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async () => (await apiSend<{ data: ConnectionTest }>("POST", `/v1/connections/${id}/test`)).data,
    // A working one is mended by the test itself.
    onSuccess: refresh,
    onError: showError,
  });
}

/** `isRevoked` also makes the credential useless at the vendor; what came of that is told. */
export function useDeleteConnection({ id, name }: Pick<ConnectionResource, "id" | "name">, onDeleted: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (isRevoked: boolean) => apiSend<{ data: Revocation } | undefined>("DELETE", `/v1/connections/${id}${isRevoked ? "?revoke=true" : ""}`),
    onSuccess: (answer) => {
      onDeleted();
      void client.invalidateQueries({ queryKey: ["connections", "/v1/connections"] });
      const revocation = answer?.data;
      if (!revocation) toast.success(`${name} deleted`);
      else if (revocation.is_revoked) toast.success(`${name} disconnected, and its token revoked`);
      else toast.warning(`${name} deleted, but its credentials were not revoked`, { description: revocation.detail });
    },
    onError: showError,
  });
}

export function useResume() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async ({ pipeline, destination_id }: BlockedDestination) =>
      (await apiSend<{ data: { released: number } }>("POST", `/v1/pipelines/${pipeline.id}/destinations/${destination_id}/resume`)).data,
    onSuccess: ({ released }) => {
      refresh();
      toast.success(released === 0 ? "Resumed: nothing was waiting" : `Resumed: ${released} ${released === 1 ? "message is" : "messages are"} on the way`);
    },
    onError: showError,
  });
}

function useRefresh(): () => void {
  const client = useQueryClient();
  return () => {
    for (const topic of ["connections", "attention", "pipelines"]) void client.invalidateQueries({ queryKey: [topic] });
  };
}
