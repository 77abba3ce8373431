"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { apiSend } from "@/components/query/api-client";
import { useSample } from "@/components/test-run/sample-context";
import { type RunContext } from "@/lib/pipeline/context";
import { type PipelineDefinition } from "@/lib/pipeline/definition";
import { useBuilder, useBuilderParts } from "../state/builder-context";
import { sampleDefinitionOf } from "./sample-definition-of";

const pauseMs = 700;

/** What refs read on the chosen event; null while there is none, or for who may not run tests. */
export function useSampleContext(): RunContext | null {
  const { pipelineId } = useBuilderParts();
  const event = useSample()?.event ?? null;
  const canEdit = useBuilder((state) => state.canEdit);
  const paused = usePaused(useBuilder((state) => state.editor.definition));
  const definition = useMemo(() => sampleDefinitionOf(paused), [paused]);
  const { data } = useQuery({
    queryKey: ["sample-context", pipelineId, event, definition.steps],
    queryFn: async () => (await apiSend<{ data: { context: RunContext } }>("POST", `/v1/pipelines/${pipelineId}/test`, { definition, event })).data.context,
    enabled: canEdit && event !== null,
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
