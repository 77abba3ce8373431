"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { ApiError } from "./api-error";

const retriesMax = 2;

export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(createQueryClient);
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}

function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // Live updates tell what became stale, see use-live-updates.
      queries: { staleTime: 30_000, refetchOnWindowFocus: true, retry: (failures, error) => failures < retriesMax && mayRecover(error) },
      mutations: { retry: false },
    },
  });
}

/** The request itself was fine: what answered, or did not, may do so later. */
function mayRecover(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 0 || error.status >= 500);
}
