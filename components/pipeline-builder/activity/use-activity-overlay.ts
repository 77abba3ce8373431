"use client";

import { parseAsBoolean, useQueryState } from "nuqs";
import { useEffect } from "react";
import { useApiQuery } from "@/components/query/use-api-query";
import { type PipelineActivity } from "@/lib/pipelines/activity-resource";
import { type Builder } from "../state/builder-context";

/** The counts of the last hour on cards and edges, while they are asked for. */
export function useActivityOverlay({ store, pipelineId }: Builder, isDeployed: boolean): { isShown: boolean; toggle: () => void } {
  const [isWanted, setIsWanted] = useQueryState("counts", parseAsBoolean.withDefault(true));
  const isShown = isWanted && isDeployed;
  const { data } = useApiQuery<PipelineActivity>("runs", `/v1/pipelines/${pipelineId}/activity`, { window: "1h" }, { enabled: isShown, refetchIntervalMs: 30_000 });
  useEffect(() => store.set((state) => ({ ...state, activity: isShown ? (data ?? null) : null })), [store, data, isShown]);
  return { isShown, toggle: () => void setIsWanted(!isWanted) };
}
