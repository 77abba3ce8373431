"use client";

import { type InfiniteData, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { apiGet, type QueryParams } from "@/components/query/api-client";
import type { EventResource } from "@/lib/events/event-resource";
import { eventParams, isSearching, type EventFilters } from "./event-filters";
import { mergeEvents, splitAt, tailAnchor } from "./merge-events";

type EventPage = { data: EventResource[]; next: string | null; scanned: number };
type Pages = InfiniteData<EventPage, string>;

const pageRows = 200;
const tailRows = 200;
const overlapRows = 30;
const tailPagesMax = 5;
const clockSlackMs = 10 * 60_000;
/** Beside the live stream, which may be lost. */
const tailEveryMs = 5000;
const tailWhileRunningMs = 1500;

/** The events that fit, page by page, and the ones that keep coming; `freeze` keeps the list still. */
export function useEventFeed(filters: EventFilters, { isLive }: { isLive: boolean }) {
  const client = useQueryClient();
  const [frozenAt, setFrozenAt] = useState<string | null>(null);
  const [hasGap, setHasGap] = useState(false);
  // Not under the topic: what is loaded stays, and a change asks only for what is newer.
  const key = ["event-pages", filters];
  const pages = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => apiGet<EventPage>("/v1/events", { ...eventParams(filters, Date.now()), limit: pageRows, cursor: pageParam }, { signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
  const rows = useMemo(() => mergeEvents([], (pages.data?.pages ?? []).flatMap((page) => page.data)), [pages.data]);
  const isFrozen = frozenAt !== null;

  useQuery({
    queryKey: ["events", "tail", filters],
    queryFn: async ({ signal }) => {
      const page = await readTail(tailParams(filters, tailAnchor(rows, overlapRows), pages.dataUpdatedAt), signal);
      // More came than can be read at once: what lies between is loaded like the rest, by scrolling.
      const isGap = page.next !== null;
      if (isGap && isFrozen) setHasGap(true);
      else client.setQueryData<Pages>(key, (known) => withTail(known, page, isGap));
      return page.data.length;
    },
    enabled: isLive && pages.isSuccess,
    refetchInterval: rows.slice(0, overlapRows).some(isUnfinished) ? tailWhileRunningMs : tailEveryMs,
    staleTime: 0,
  });

  const { shown, heldBack } = splitAt(rows, frozenAt);
  return {
    pages,
    events: shown,
    heldBack,
    hasGap,
    /** Looked through so far, shown or not. */
    scanned: (pages.data?.pages ?? []).reduce((sum, page) => sum + page.scanned, 0),
    freeze: () => setFrozenAt((known) => known ?? rows[0]?.id ?? null),
    unfreeze: () => {
      setFrozenAt(null);
      if (!hasGap) return;
      setHasGap(false);
      void client.resetQueries({ queryKey: key });
    },
  };
}

/** A search may need several pages for what came since. */
async function readTail(params: QueryParams, signal: AbortSignal): Promise<EventPage> {
  const tail: EventPage = { data: [], next: "", scanned: 0 };
  for (let page = 0; page < tailPagesMax && tail.next !== null && tail.data.length < tailRows; page++) {
    const read = await apiGet<EventPage>("/v1/events", { ...params, limit: tailRows, cursor: tail.next }, { signal });
    tail.data.push(...read.data);
    tail.next = read.next;
  }
  return tail;
}

/** A search that has found nothing yet must not start over each time: only what came since it began, clocks allowed for. */
function tailParams(filters: EventFilters, after: string | undefined, startedAtMs: number): QueryParams {
  const params = eventParams(filters, Date.now());
  if (after !== undefined || !isSearching(filters)) return { ...params, after };
  const since = new Date(startedAtMs - clockSlackMs).toISOString();
  return { ...params, from: typeof params.from === "string" && params.from > since ? params.from : since };
}

function withTail(known: Pages | undefined, tail: EventPage, isGap: boolean): Pages | undefined {
  const [first, ...rest] = known?.pages ?? [];
  if (!known || !first) return known;
  if (isGap) return { pages: [tail], pageParams: [""] };
  return { ...known, pages: [{ ...first, data: mergeEvents(first.data, tail.data) }, ...rest] };
}

function isUnfinished({ runs }: EventResource): boolean {
  return runs.some(({ status, deliveries }) => status === "queued" || status === "running" || (deliveries.pending ?? 0) > 0);
}
