"use client";

import { ChevronRight } from "lucide-react";
import { useId, useState } from "react";
import { durationBetween } from "@/components/runs/duration-text";
import { StatusBadge } from "@/components/status/status-badge";
import { cn } from "@/components/ui/class-names";
import { JsonView } from "@/components/ui/json-view";
import { RelativeTime } from "@/components/ui/relative-time";
import type { AttemptResource } from "@/lib/events/delivery-resource";

/** Every attempt, the newest first; each opens to its request and response. */
export function AttemptList({ attempts }: { attempts: readonly AttemptResource[] }) {
  if (attempts.length === 0) return <p className="text-label text-neutral-10">Nothing has been sent yet.</p>;
  return (
    <div className="min-w-0">
      <p className="mb-1 text-label font-medium text-neutral-11">Attempts</p>
      <ol className="divide-y divide-neutral-4 rounded-md border">
        {attempts.toReversed().map((attempt) => (
          <Attempt key={attempt.number} attempt={attempt} />
        ))}
      </ol>
    </div>
  );
}

function Attempt({ attempt }: { attempt: AttemptResource }) {
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  const duration = durationBetween(attempt.started_at, attempt.finished_at);
  return (
    <li>
      <button type="button" aria-expanded={isOpen} aria-controls={id} onClick={() => setIsOpen(!isOpen)} className="flex w-full flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2 text-left text-dense hover:bg-neutral-2 focus-visible:-outline-offset-2">
        <ChevronRight aria-hidden="true" className={cn("size-3.5 shrink-0 text-neutral-9 transition-transform", isOpen && "rotate-90")} />
        <span className="font-mono text-mono text-neutral-10">{attempt.number}</span>
        <StatusBadge status={attempt.status} isPlain />
        <span className="min-w-0 flex-1 truncate font-mono text-mono text-neutral-11">{attempt.code}</span>
        {duration && <span className="font-mono text-mono text-neutral-10">{duration}</span>}
        <RelativeTime at={attempt.started_at} className="text-label text-neutral-10" />
      </button>
      {isOpen && (
        <div id={id} className="flex flex-col gap-2 px-3 pb-3">
          {attempt.detail && <p className="text-dense break-words text-neutral-11">{attempt.detail}</p>}
          <div className="grid min-w-0 gap-2 xl:grid-cols-2">
            {attempt.request === null ? <Missing what="request" /> : <JsonView label="Request" value={attempt.request} rootPath="" openDepth={1} />}
            {attempt.response === null ? <Missing what="response" /> : <JsonView label="Response" value={attempt.response} rootPath="" openDepth={1} />}
          </div>
        </div>
      )}
    </li>
  );
}

function Missing({ what }: { what: string }) {
  return <p className="rounded-md border border-dashed px-3 py-2 text-label text-neutral-10">No {what} was recorded.</p>;
}
