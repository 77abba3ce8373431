"use client";

import { Pause, Play } from "lucide-react";
import Link from "next/link";
import { useQueryStates } from "nuqs";
import { useEffect, useState } from "react";
import { LoadMore } from "@/components/lists/load-more";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { EventActivity } from "./event-activity";
import { EventFilterBar } from "./event-filter-bar";
import { eventFilterParsers, hasFilters, isSearching } from "./event-filters";
import { EventSkeleton } from "./event-skeleton";
import { EventTable } from "./event-table";
import { FirstEvent } from "./first-event";
import { useEventFeed } from "./use-event-feed";

/** Pages a search reads on its own before it asks whether to go on. */
const pagesAtOnce = 20;

export function EventsView() {
  const [filters, setFilters] = useQueryStates(eventFilterParsers, { history: "push" });
  const [isPaused, setIsPaused] = useState(false);
  const isLive = filters.to === null;
  const { pages, events, heldBack, hasGap, scanned, freeze, unfreeze } = useEventFeed(filters, { isLive });
  const isScrolled = useIsScrolled();
  useEffect(() => {
    if (isScrolled) freeze();
    else if (!isPaused) unfreeze();
    // oxlint-disable-next-line react/exhaustive-deps -- only when the page leaves its top or comes back to it
  }, [isScrolled]);
  const release = () => {
    if (!isPaused && window.scrollY < topPx) unfreeze();
  };
  const showNew = () => {
    window.scrollTo({ top: 0 });
    unfreeze();
  };
  const searchedPages = pages.data?.pages.length ?? 0;
  const isSearch = isSearching(filters);
  const isNothing = events.length === 0 && heldBack === 0;

  return (
    <>
      <PageHeader
        title="Events"
        description="Everything that was accepted, newest first, and what became of it."
        actions={
          <>
            <Button variant="ghost" asChild className="max-sm:-ml-3">
              <Link href="/rejections">Rejections</Link>
            </Button>
            {isLive && <LiveButton isPaused={isPaused} onToggle={() => (isPaused ? unfreeze() : freeze(), setIsPaused(!isPaused))} />}
          </>
        }
      />
      <EventActivity />
      <div className="sticky top-0 z-10 -mx-4 bg-neutral-1 px-4 py-3 md:-mx-8 md:px-8">
        <EventFilterBar />
        {(heldBack > 0 || hasGap) && (
          <div className="absolute inset-x-0 top-full flex justify-center">
            <Button variant="primary" size="sm" className="mt-2 rounded-full shadow-float" onClick={showNew}>
              {hasGap ? "Many new" : `${heldBack} new`}
            </Button>
          </div>
        )}
      </div>
      {pages.isPending && <EventSkeleton />}
      {pages.isError && isNothing && <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />}
      {!isNothing && <EventTable events={events} onHold={freeze} onRelease={release} />}
      {pages.isSuccess && isNothing && !pages.hasNextPage && (hasFilters(filters) ? <NothingFits onClear={() => void setFilters(null)} /> : <FirstEvent />)}
      {pages.isSuccess && (
        <LoadMore
          hasMore={pages.hasNextPage}
          isLoading={pages.isFetchingNextPage}
          onMore={() => void pages.fetchNextPage()}
          isAutomatic={!isSearch || searchedPages % pagesAtOnce !== 0}
          note={isSearch && pages.hasNextPage ? `Searched the newest ${scanned.toLocaleString("en")} events.` : undefined}
        />
      )}
    </>
  );
}

function LiveButton({ isPaused, onToggle }: { isPaused: boolean; onToggle: () => void }) {
  return (
    <Button onClick={onToggle} aria-pressed={!isPaused}>
      {isPaused ? <Play aria-hidden="true" /> : <span aria-hidden="true" className="mx-1 size-2 rounded-full bg-delivered" />}
      {isPaused ? "Resume" : "Live"}
      {!isPaused && <Pause aria-hidden="true" className="text-neutral-10" />}
    </Button>
  );
}

function NothingFits({ onClear }: { onClear: () => void }) {
  return <EmptyState title="No event fits these filters." action={<Button onClick={onClear}>Clear the filters</Button>} />;
}

const topPx = 40;

function useIsScrolled(): boolean {
  const [isScrolled, setIsScrolled] = useState(false);
  useEffect(() => {
    const onScroll = () => setIsScrolled(window.scrollY >= topPx);
    window.addEventListener("scroll", onScroll, { passive: true });
    return () => window.removeEventListener("scroll", onScroll);
  }, []);
  return isScrolled;
}
