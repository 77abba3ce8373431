"use client";

import { Check } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { useApiPages } from "@/components/query/use-api-query";
import { cn } from "@/components/ui/class-names";
import { Input } from "@/components/ui/input";
import { RelativeTime } from "@/components/ui/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import type { EventResource } from "@/lib/events/event-resource";
import type { Sample } from "./sample-context";

/** The newest events the pipeline takes, or those whose payload has the text that is looked for. */
export function EventList({ sample }: { sample: Sample }) {
  const [text, setText] = useState("");
  const asked = useDeferredValue(text.trim());
  const found = useApiPages<EventResource>("events", "/v1/events", { q: asked, type: sample.types.length === 1 ? sample.types[0] : undefined, limit: 20 }, { enabled: asked !== "", keepsPrevious: true });
  const events = asked === "" ? sample.recent.slice(0, 20) : (found.data ?? []);
  const isLoading = asked === "" ? sample.isLoading : found.isPending;
  return (
    <div className="flex flex-col gap-2">
      <Input type="search" value={text} onChange={(event) => setText(event.target.value)} placeholder="Text in the payload" aria-label="Search events" className="h-8" />
      {isLoading ? (
        <div aria-busy="true" className="flex flex-col gap-2 py-1">{Array.from({ length: 4 }, (_, index) => <Skeleton key={index} className="h-8" />)}</div>
      ) : events.length === 0 ? (
        <p className="py-2 text-dense text-neutral-10">{asked === "" ? "No event has come in for this pipeline yet. Try a sample." : "No event holds this text."}</p>
      ) : (
        <ul aria-label="Events" className="flex max-h-64 flex-col overflow-y-auto rounded-sm border md:max-h-none">
          {events.map((event) => (
            <Choice key={event.id} event={event} isChosen={sample.choice.kind === "event" && sample.choice.eventId === event.id} onChoose={() => sample.choose({ kind: "event", eventId: event.id })} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Choice({ event, isChosen, onChoose }: { event: EventResource; isChosen: boolean; onChoose: () => void }) {
  return (
    <li className="not-last:border-b">
      <button type="button" aria-pressed={isChosen} onClick={onChoose} className={cn("flex w-full items-center gap-2 px-2.5 py-1.5 text-left transition-colors hover:bg-neutral-3 focus-visible:-outline-offset-2", isChosen && "bg-accent-tint")}>
        <span className="min-w-0 flex-1">
          <span className="block truncate font-mono text-mono">{event.type}</span>
          <span className="block truncate font-mono text-[11px] text-neutral-10">{event.id}</span>
        </span>
        <RelativeTime at={event.received_at} className="shrink-0 text-label text-neutral-10" />
        <Check className={cn("size-3.5 shrink-0 text-accent", !isChosen && "invisible")} aria-hidden="true" />
      </button>
    </li>
  );
}
