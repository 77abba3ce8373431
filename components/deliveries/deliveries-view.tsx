"use client";

import { useQueryStates } from "nuqs";
import { useState } from "react";
import { useViewer } from "@/components/frame/viewer-context";
import { EventSkeleton } from "@/components/events/event-skeleton";
import { LoadMore } from "@/components/lists/load-more";
import { useApiPages } from "@/components/query/use-api-query";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import type { DeliverySummary } from "@/lib/events/delivery-resource";
import { DeliveryActivity } from "./delivery-activity";
import { canReplay, deliveryFilterParsers, deliveryParams, deliveryTabs, replayFilter, type DeliveryTab } from "./delivery-filters";
import { DeliveryFilterBar } from "./delivery-filter-bar";
import { DeliveryRow } from "./delivery-row";
import { ReplayDialog, type ReplayWhat } from "./replay-dialog";
import { ReplayJobs } from "./replay-jobs";

const tabWords: Record<DeliveryTab, string> = { attention: "Needs attention", retrying: "Retrying", all: "All" };
const emptyWords: Record<DeliveryTab, string> = { attention: "Nothing needs attention: every delivery arrived or is on its way.", retrying: "Nothing is waiting for another try.", all: "Nothing has been sent yet." };

export function DeliveriesView() {
  const { canEdit } = useViewer();
  const [filters, setFilters] = useQueryStates(deliveryFilterParsers, { history: "push" });
  const deliveries = useApiPages<DeliverySummary>("deliveries", "/v1/deliveries", deliveryParams(filters), { keepsPrevious: true });
  const rows = deliveries.data ?? [];
  const isFiltered = Object.entries(filters).some(([name, value]) => name !== "tab" && value !== null);
  return (
    <>
      <PageHeader title="Deliveries" description="Every message to every destination: what arrived, what is tried again, and what needs a person." />
      <ReplayJobs canEdit={canEdit} />
      <DeliveryActivity />
      <Tabs value={filters.tab} onValueChange={(value) => void setFilters({ tab: deliveryTabs.find((tab) => tab === value) ?? null, status: null })}>
        <TabsList aria-label="Deliveries">
          {deliveryTabs.map((tab) => (
            <TabsTrigger key={tab} value={tab}>
              {tabWords[tab]}
            </TabsTrigger>
          ))}
        </TabsList>
        <TabsContent value={filters.tab} className="pt-3">
          <div className="pb-3">
            <DeliveryFilterBar />
          </div>
          {deliveries.isPending && <EventSkeleton />}
          {deliveries.isError && <ErrorState error={deliveries.error} onRetry={() => void deliveries.refetch()} />}
          {deliveries.isSuccess && rows.length === 0 && !deliveries.hasNextPage && <EmptyState title={isFiltered ? "No delivery fits these filters." : emptyWords[filters.tab]} />}
          {rows.length > 0 && <DeliveryList key={JSON.stringify(filters)} rows={rows} canEdit={canEdit} all={replayFilter(filters)} />}
          <LoadMore hasMore={deliveries.hasNextPage} isLoading={deliveries.isFetchingNextPage} onMore={() => void deliveries.fetchNextPage()} />
        </TabsContent>
      </Tabs>
    </>
  );
}

type DeliveryListProps = { rows: DeliverySummary[]; canEdit: boolean; /** Null where not all that fit can be sent again. */ all: Record<string, string> | null };

function DeliveryList({ rows, canEdit, all }: DeliveryListProps) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState<ReplayWhat | null>(null);
  const selectable = canEdit ? rows.filter(canReplay) : [];
  const selected = selectable.filter(({ id }) => chosen.has(id));
  const choose = (id: string, isChosen: boolean) => setChosen(new Set(isChosen ? [...chosen, id] : [...chosen].filter((other) => other !== id)));
  const onStarted = () => {
    setAsked(null);
    setChosen(new Set());
  };
  return (
    <div className="rounded-md border">
      {selectable.length > 0 && (
        <div className="flex min-h-10 flex-wrap items-center gap-3 border-b bg-neutral-2 pr-3 text-label text-neutral-11">
          <label className="flex items-center">
            <span className="grid w-10 place-items-center">
              <Checkbox
                checked={selected.length === 0 ? false : selected.length === selectable.length ? true : "indeterminate"}
                onCheckedChange={(checked) => setChosen(new Set(checked === true ? selectable.slice(0, 500).map(({ id }) => id) : []))}
                aria-label="Choose all that are shown"
              />
            </span>
            {selected.length > 0 ? `${selected.length} chosen` : "Choose all shown"}
          </label>
          <span className="ml-auto flex gap-2">
            {selected.length > 0 && (
              <Button size="sm" variant="primary" onClick={() => setAsked({ ids: selected.map(({ id }) => id) })}>
                Send {selected.length} again…
              </Button>
            )}
            {all && (
              <Button size="sm" onClick={() => setAsked({ filter: all })}>
                Send all that fit again…
              </Button>
            )}
          </span>
        </div>
      )}
      <div role="list" aria-label="Deliveries" className="divide-y divide-neutral-4">
        {rows.map((delivery) => (
          <DeliveryRow key={delivery.id} delivery={delivery} isSelected={canEdit && canReplay(delivery) ? chosen.has(delivery.id) : null} onSelect={(isChosen) => choose(delivery.id, isChosen)} />
        ))}
      </div>
      <ReplayDialog what={asked} onClose={() => setAsked(null)} onStarted={onStarted} />
    </div>
  );
}
