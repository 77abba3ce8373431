"use client";

import { useApiQuery } from "@/components/query/use-api-query";
import type { Activity } from "@/lib/activity/activity-resource";

const everyMs = 15_000;

/** The last 24 hours in numbers. Not under a live topic: it is a trend, and costs more than a list. */
export function useActivity() {
  return useApiQuery<Activity>("activity", "/v1/activity", {}, { refetchIntervalMs: everyMs });
}
