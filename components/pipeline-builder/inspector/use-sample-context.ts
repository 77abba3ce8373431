"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { apiSend } from "@/components/query/api-client";
import { useApiPages } from "@/components/query/use-api-query";
import { type RunContext } from "@/lib/pipeline/context";
import { type PipelineDefinition } from "@/lib/pipeline/definition";
import { useBuilder, useBuilderParts } from "../state/builder-context";
import { sampleDefinitionOf } from "./sample-definition-of";

const pauseMs = 700;

/** What refs read on the newest event of the first type; null while there is none, or for who may not run tests. */
export function useSampleContext([type]: string[]): RunContext | null {
  const { pipelineId } = useBuilderParts();
  const canEdit = useBuilder((state) => state.canEdit);
  const definition = usePaused(useBuilder((state) => state.editor.definition));
  const { data: events } = useApiPages<{ id: string }>("sample-events", "/v1/events", { type, limit: 1 }, { enabled: canEdit && type !== undefined });
  const eventId = events?.[0]?.id;
  const steps = sampleDefinitionOf(definition);
  const { data } = useQuery({
    queryKey: ["sample-context", pipelineId, eventId, steps.steps],
    queryFn: async () => (await apiSend<{ data: { context: RunContext } }>("POST", `/v1/pipelines/${pipelineId}/test`, { definition: steps, event: { event_id: eventId } })).data.context,
    enabled: eventId !== undefined,
    staleTime: Infinity,
    retry: false,
    placeholderData: keepPreviousData,
  });
  return data ?? null;
}

/** The definition as it was when the typing last paused. */
function usePaused(definition: PipelineDefinition): PipelineDefinition {
  const [paused, setPaused] = useState(definition);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(definition), pauseMs);
    return () => clearTimeout(timer);
  }, [definition]);
  return paused;
}
