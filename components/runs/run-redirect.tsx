"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useApiQuery } from "@/components/query/use-api-query";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import type { RunResource } from "@/lib/events/event-resource";

export function RunRedirect({ id }: { id: string }) {
  const router = useRouter();
  const run = useApiQuery<RunResource>("runs", `/v1/runs/${encodeURIComponent(id)}`);
  const eventId = run.data?.event_id;
  useEffect(() => {
    if (eventId) router.replace(`/events/${eventId}#${id}`);
  }, [eventId, id, router]);
  if (run.isError) return <ErrorState title="There is no such run" error={run.error} onRetry={() => void run.refetch()} />;
  return <Skeleton className="h-40 rounded-md" />;
}
