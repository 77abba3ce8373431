"use client";

import { useEffect } from "react";
import { useApiPages } from "@/components/query/use-api-query";
import { type Builder } from "./builder-context";
import { type InventoryConnection, type InventorySource } from "./inventory";

/** Keeps the store's list of what a pipeline can name current. */
export function useInventory({ store }: Builder): void {
  const { data: sources } = useAllPages<InventorySource>("sources", "/v1/sources");
  const { data: connections } = useAllPages<InventoryConnection>("connections", "/v1/connections");
  useEffect(() => store.set((state) => ({ ...state, inventory: { sources, connections } })), [store, sources, connections]);
}

/** Undefined until the last page is there: what is not on the first page must not be called missing. */
function useAllPages<Row>(topic: string, path: string): { data: Row[] | undefined } {
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useApiPages<Row>(topic, path, { limit: 200 });
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return { data: hasNextPage ? undefined : data };
}
