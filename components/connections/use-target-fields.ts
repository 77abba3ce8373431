"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { apiGet } from "@/components/query/api-client";
import { describeError } from "@/components/query/describe-error";
import type { TargetFields } from "@/components/schema-form/target-fields-context";
import type { ConnectionFields } from "@/lib/connections/list-connection-fields";
import { destinationDefinition } from "@/lib/destinations/catalog";
import type { TargetField } from "@/lib/destinations/contract";
import type { JsonObject } from "@/lib/pipeline/context";

/** What the target has to be filled in, asked of its vendor. Null where the kind has nothing to ask, or no target is chosen yet. */
export function useTargetFields(kind: string, connectionId: string | undefined, target: JsonObject): TargetFields | null {
  const definition = destinationDefinition(kind);
  const noun = definition?.fieldNoun;
  const isWanted = noun !== undefined && connectionId !== undefined && definition?.target.safeParse(target).success === true;
  const path = `/v1/connections/${encodeURIComponent(connectionId ?? "")}/fields`;
  const targetText = JSON.stringify(target);
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ["connections", path, targetText],
    queryFn: ({ signal }) => apiGet<ConnectionFields>(path, { target: targetText }, { signal }),
    enabled: isWanted,
    staleTime: 60_000,
    retry: false,
  });
  const fields = useMemo(() => data?.data.map(fieldOf), [data]);
  if (!isWanted) return null;
  return { kind, noun, fields, isLoading: isFetching, error: error ? describeError(error).message : undefined, refresh: () => void refetch() };
}

function fieldOf({ name, type, is_required, is_unique, is_nullable, is_writable, default: value }: ConnectionFields["data"][number]): TargetField {
  return { name, type, isRequired: is_required, isUnique: is_unique, isNullable: is_nullable, isWritable: is_writable, default: value };
}
