"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { apiGet } from "@/components/query/api-client";
import { showError } from "@/components/query/show-error";
import type { ConnectionTargets } from "@/lib/connections/list-connection-targets";

/** Where a connection can send to. `refresh` asks the vendor, whatever is remembered. */
export function useTargets(connectionId: string, isWanted: boolean) {
  const client = useQueryClient();
  const [isRefreshing, setIsRefreshing] = useState(false);
  const path = `/v1/connections/${encodeURIComponent(connectionId)}/targets`;
  const queryKey = ["connections", path];
  const query = useQuery({
    queryKey,
    queryFn: ({ signal }) => apiGet<ConnectionTargets>(path, {}, { signal }),
    enabled: isWanted && connectionId !== "",
    staleTime: 60_000,
  });
  const refresh = async () => {
    setIsRefreshing(true);
    await apiGet<ConnectionTargets>(path, { refresh: "true" })
      .then((targets) => client.setQueryData(queryKey, targets))
      .catch(showError);
    setIsRefreshing(false);
  };
  return { query, refresh, isRefreshing };
}
