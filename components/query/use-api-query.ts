"use client";

import { type InfiniteData, keepPreviousData, useInfiniteQuery, type UseInfiniteQueryResult, useQuery, type UseQueryResult } from "@tanstack/react-query";
import { apiGet, type QueryParams } from "./api-client";

type Page<T> = { data: T[]; next: string | null };

type QueryOptions<T = unknown> = {
  /** False: not yet, something it needs is missing. */
  enabled?: boolean;
  /** Keeps showing the last answer while another filter's is on its way. */
  keepsPrevious?: boolean;
  refetchIntervalMs?: number | false | ((data: T | undefined) => number | false);
};

/** One thing: unwraps `{ data }`. The key is `[topic, path, params]`, so that live updates of the topic refresh it. */
export function useApiQuery<T>(topic: string, path: string, params: QueryParams = {}, options: QueryOptions<T> = {}): UseQueryResult<T> {
  const { refetchIntervalMs = false } = options;
  return useQuery({
    queryKey: [topic, path, params],
    queryFn: async ({ signal }) => (await apiGet<{ data: T }>(path, params, { signal })).data,
    enabled: options.enabled ?? true,
    refetchInterval: typeof refetchIntervalMs === "function" ? (query) => refetchIntervalMs(query.state.data) : refetchIntervalMs,
    ...(options.keepsPrevious ? { placeholderData: keepPreviousData } : {}),
  });
}

/** A list, page by page: `data` is all rows so far. */
export function useApiPages<T>(topic: string, path: string, params: QueryParams = {}, options: Omit<QueryOptions, "refetchIntervalMs"> & { refetchIntervalMs?: number | false } = {}): UseInfiniteQueryResult<T[]> {
  return useInfiniteQuery({
    queryKey: [topic, path, params, "pages"],
    queryFn: ({ pageParam, signal }) => apiGet<Page<T>>(path, { ...params, cursor: pageParam }, { signal }),
    initialPageParam: "",
    getNextPageParam: (page: Page<T>) => page.next ?? undefined,
    select: (data: InfiniteData<Page<T>>) => data.pages.flatMap((page) => page.data),
    enabled: options.enabled ?? true,
    refetchInterval: options.refetchIntervalMs ?? false,
    ...(options.keepsPrevious ? { placeholderData: keepPreviousData } : {}),
  });
}
