"use client";

import { type UseInfiniteQueryResult } from "@tanstack/react-query";
import { useApiPages } from "@/components/query/use-api-query";
import { type VersionResource } from "@/lib/pipelines/pipeline-resource";

/** Newest first. */
export function useVersions(pipelineId: string, isEnabled = true): UseInfiniteQueryResult<VersionResource[]> {
  return useApiPages<VersionResource>("pipelines", `/v1/pipelines/${pipelineId}/versions`, { limit: 50 }, { enabled: isEnabled });
}
