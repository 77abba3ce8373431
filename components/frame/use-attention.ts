"use client";

import { useApiQuery } from "@/components/query/use-api-query";
import { type Attention } from "@/lib/attention/attention-resource";

/** What needs a person; undefined until it is known. */
export function useAttention(): Attention | undefined {
  return useApiQuery<Attention>("attention", "/v1/attention").data;
}
