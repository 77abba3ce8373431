"use client";

import { useQueries } from "@tanstack/react-query";
import { useMemo } from "react";
import { apiGet } from "@/components/query/api-client";
import { useApiQuery } from "@/components/query/use-api-query";
import { type EventField, type EventTypeResource } from "@/lib/event-types/event-type-resource";
import { useBuilder } from "../state/builder-context";
import { mergeFields, typesOf } from "./event-types-of";

/** The types of events that come into this pipeline, the most frequent first. */
export function useIncomingTypes(): string[] {
  const sources = useBuilder((state) => state.editor.definition.sources);
  const { data: known } = useApiQuery<EventTypeResource[]>("events", "/v1/event-types", { limit: 200 });
  return useMemo(() => typesOf(sources, known ?? []), [sources, known]);
}

/** The fields their payloads have. */
export function useEventFields(types: string[]): EventField[] {
  return useQueries({
    queries: types.map((type) => ({
      queryKey: ["event-fields", type],
      queryFn: async ({ signal }: { signal: AbortSignal }) => (await apiGet<{ data: EventField[] }>(`/v1/event-types/${encodeURIComponent(type)}/fields`, {}, { signal })).data,
      staleTime: 60_000,
    })),
    combine: combineFields,
  });
}

function combineFields(results: { data: EventField[] | undefined }[]): EventField[] {
  return mergeFields(results.flatMap(({ data }) => (data ? [data] : [])));
}
