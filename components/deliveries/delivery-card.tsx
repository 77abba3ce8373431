"use client";

import { ChevronRight, ExternalLink } from "lucide-react";
import Link from "next/link";
import { useId, useState } from "react";
import { DestinationMark } from "@/components/marks/destination-mark";
import { StatusBadge } from "@/components/status/status-badge";
import { cn } from "@/components/ui/class-names";
import { RelativeTime } from "@/components/ui/relative-time";
import type { DeliveryResource } from "@/lib/events/delivery-resource";
import { AttemptList } from "./attempt-list";
import { DigestNote } from "./digest-note";
import { FailureBox } from "./failure-box";
import { MessagePreview } from "./message-preview";
import { permalinkOf, targetText } from "./target-text";
import { waitingWords } from "./waiting-words";

/** One delivery: how it stands, what mends it, the message and every attempt. `isAlone`: on the delivery's own page, where it is open and its id is above. */
export function DeliveryCard({ delivery, isAlone = false }: { delivery: DeliveryResource; isAlone?: boolean }) {
  const [isOpen, setIsOpen] = useState(isAlone);
  const id = useId();
  const isCarried = delivery.carried_by !== null && delivery.carried_by !== delivery.id;
  const waiting = waitingWords(delivery);
  const permalink = permalinkOf(delivery.receipt);
  return (
    <div id={delivery.id} className="min-w-0 scroll-mt-5 px-4 py-2.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <button type="button" aria-expanded={isOpen} aria-controls={id} onClick={() => setIsOpen(!isOpen)} className="flex min-w-0 flex-1 items-center gap-2 rounded-xs text-left">
          <ChevronRight aria-hidden="true" className={cn("size-3.5 shrink-0 text-neutral-9 transition-transform", isOpen && "rotate-90")} />
          <DestinationMark kind={delivery.kind} />
          <span className="truncate font-medium">{targetText(delivery)}</span>
          <span className="hidden truncate text-label text-neutral-10 sm:inline">{delivery.destination_id}</span>
        </button>
        <span className="flex items-center gap-3 text-label text-neutral-10">
          {delivery.possibly_sent && delivery.status !== "delivered" && <StatusBadge status="ambiguous" isPlain />}
          <StatusBadge status={delivery.status} {...(waiting ? { word: waiting } : {})} />
          {delivery.status === "retrying" && delivery.next_attempt_at ? <RelativeTime at={delivery.next_attempt_at} /> : <RelativeTime at={delivery.finished_at ?? delivery.created_at} />}
          {permalink && (
            <a href={permalink} target="_blank" rel="noreferrer" className="inline-flex items-center gap-1 rounded-xs text-accent hover:underline">
              Open
              <ExternalLink aria-hidden="true" className="size-3.5" />
              <span className="sr-only">the message in a new tab</span>
            </a>
          )}
        </span>
      </div>
      {delivery.superseded_by === null ? <FailureBox delivery={delivery} /> : <SentAgain delivery={delivery} runId={delivery.superseded_by} />}
      {delivery.status === "skipped" && delivery.reason && <p className="mt-1 pl-11 text-label text-neutral-10">{delivery.reason}</p>}
      {isOpen && (
        <div id={id} className="mt-3 flex min-w-0 flex-col gap-3 sm:pl-11">
          <MessagePreview delivery={delivery} />
          {delivery.carried_by !== null && <DigestNote carrierId={delivery.carried_by} deliveryId={delivery.id} />}
          {!isCarried && <AttemptList attempts={delivery.attempts} />}
          {!isAlone && (
            <Link href={`/deliveries/${delivery.id}`} className="w-fit rounded-xs font-mono text-mono text-neutral-10 hover:text-neutral-12 hover:underline">
              {delivery.id}
            </Link>
          )}
        </div>
      )}
    </div>
  );
}

/** What failed it is left to the attempts: a later run sends in its place. */
function SentAgain({ delivery, runId }: { delivery: DeliveryResource; runId: string }) {
  return (
    <p className="mt-1 text-dense text-neutral-11 sm:pl-11">
      Sent again by{" "}
      <Link href={`/events/${delivery.event_id}#${runId}`} className="rounded-xs font-mono text-mono break-all text-accent hover:underline">
        {runId}
      </Link>
      {delivery.reason && `. It had failed: ${delivery.reason}`}
    </p>
  );
}
