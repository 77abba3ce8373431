"use client";

import { useQueries } from "@tanstack/react-query";
import { apiGet } from "@/components/query/api-client";
import { type EventField } from "@/lib/event-types/event-type-resource";
import { mergeFields } from "./event-types-of";

/** The fields that payloads of these types have. */
export function useEventFields(types: readonly string[]): EventField[] {
  return useQueries({
    queries: types.map((type) => {
      const path = `/v1/event-types/${encodeURIComponent(type)}/fields`;
      return {
        queryKey: ["event-fields", path, {}],
        queryFn: async ({ signal }: { signal: AbortSignal }) => (await apiGet<{ data: EventField[] }>(path, {}, { signal })).data,
        staleTime: 60_000,
      };
    }),
    combine: combineFields,
  });
}

function combineFields(results: { data: EventField[] | undefined }[]): EventField[] {
  return mergeFields(results.flatMap(({ data }) => (data ? [data] : [])));
}
