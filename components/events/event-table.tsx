"use client";

import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useLayoutEffect, useRef, useState, useSyncExternalStore } from "react";
import { useCommands } from "@/components/commands/commands-context";
import { cn } from "@/components/ui/class-names";
import type { EventResource } from "@/lib/events/event-resource";
import { EventRow, eventColumns } from "./event-row";

type EventTableProps = {
  events: readonly EventResource[];
  /** Rows are looked at: they must not move. */
  onHold: () => void;
  onRelease: () => void;
};

const wideRow = 36;
const narrowRow = 56;

/** Only the rows on the screen exist, however many there are. `j` and `k` walk through them, Enter opens one. */
export function EventTable({ events, onHold, onRelease }: EventTableProps) {
  const list = useRef<HTMLDivElement>(null);
  const [offset, setOffset] = useState(0);
  const rowHeight = useIsWide() ? wideRow : narrowRow;
  useLayoutEffect(() => setOffset(list.current?.offsetTop ?? 0), [events.length]);
  const virtualizer = useWindowVirtualizer({
    count: events.length,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: offset,
    getItemKey: (index) => events[index]?.id ?? index,
  });
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);

  const walk = (step: number) => {
    const current = events.findIndex(({ id }) => id === focusedId(list.current));
    const index = Math.min(events.length - 1, Math.max(0, current + step));
    const event = events[index];
    if (!event) return;
    virtualizer.scrollToIndex(index);
    // The row is drawn once the scroll was seen.
    requestAnimationFrame(() => requestAnimationFrame(() => rowOf(list.current, event.id)?.focus({ preventScroll: true })));
  };
  useCommands([
    { id: "events-down", label: "Next event", group: "Events", keys: "j", run: () => walk(1) },
    { id: "events-up", label: "Previous event", group: "Events", keys: "k", run: () => walk(-1) },
    { id: "events-open", label: "Open the event", group: "Events", keys: "enter" },
  ]);

  return (
    <div className="overflow-hidden rounded-md border" onPointerEnter={onHold} onPointerLeave={onRelease} onFocus={onHold} onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && onRelease()}>
      <div aria-hidden="true" className={cn("hidden h-8 items-center gap-x-4 border-b bg-neutral-2 px-3 text-label font-medium text-neutral-10 lg:grid", eventColumns)}>
        <span>Received</span>
        <span>Type</span>
        <span>Source</span>
        <span>Runs</span>
        <span>Deliveries</span>
      </div>
      <div ref={list} role="list" aria-label="Events" className="relative -mb-px" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => {
          const event = events[item.index];
          return (
            event && (
              <div key={item.key} role="listitem" className="absolute inset-x-0 top-0" style={{ height: item.size, transform: `translateY(${item.start - offset}px)` }}>
                <EventRow event={event} />
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}

function focusedId(list: HTMLElement | null): string | undefined {
  const focused = document.activeElement;
  return focused instanceof HTMLElement && list?.contains(focused) ? focused.dataset.event : undefined;
}

function rowOf(list: HTMLElement | null, id: string): HTMLElement | null {
  return list?.querySelector<HTMLElement>(`[data-event="${id}"]`) ?? null;
}

const wideQuery = "(min-width: 1024px)";

function useIsWide(): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const media = matchMedia(wideQuery);
      media.addEventListener("change", onChange);
      return () => media.removeEventListener("change", onChange);
    },
    () => matchMedia(wideQuery).matches,
    () => true,
  );
}
