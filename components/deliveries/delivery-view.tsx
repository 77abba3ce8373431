"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { apiGet } from "@/components/query/api-client";
import { CopyButton } from "@/components/ui/copy-button";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import type { DeliveryResource } from "@/lib/events/delivery-resource";
import { DeliveryCard } from "./delivery-card";
import { targetText } from "./target-text";

/** One delivery on a page of its own, to be sent to a colleague. */
export function DeliveryView({ id }: { id: string }) {
  const path = `/v1/deliveries/${encodeURIComponent(id)}`;
  const { data: delivery, ...query } = useQuery({
    queryKey: ["deliveries", path],
    queryFn: async ({ signal }) => (await apiGet<{ data: DeliveryResource }>(path, {}, { signal })).data,
    refetchInterval: ({ state }) => (state.data && ["pending", "delivering"].includes(state.data.status) ? 1500 : false),
  });
  if (query.isPending) return <Skeleton className="h-64 rounded-md" />;
  if (!delivery) return <ErrorState title="This delivery could not be loaded" error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <>
      <PageHeader
        eyebrow={<Link href="/deliveries" className="rounded-xs hover:text-neutral-12 hover:underline">Deliveries</Link>}
        title={`To ${targetText(delivery)}`}
        description={
          <span className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <span className="flex items-center gap-1 font-mono text-mono">
              {delivery.id}
              <CopyButton text={delivery.id} label="Copy delivery id" />
            </span>
            <span>
              from <Link href={`/events/${delivery.event_id}#${delivery.run_id}`} className="font-mono text-mono text-accent hover:underline">{delivery.event_type ?? delivery.event_id}</Link> through{" "}
              <Link href={`/pipelines/${delivery.pipeline_id}`} className="text-accent hover:underline">{delivery.pipeline_name ?? delivery.pipeline_id}</Link>
            </span>
          </span>
        }
      />
      <div className="rounded-md border">
        <DeliveryCard delivery={delivery} isAlone />
      </div>
    </>
  );
}
