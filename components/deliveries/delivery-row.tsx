import Link from "next/link";
import { DestinationMark } from "@/components/marks/destination-mark";
import { StatusBadge } from "@/components/status/status-badge";
import { Checkbox } from "@/components/ui/checkbox";
import { RelativeTime } from "@/components/ui/relative-time";
import type { DeliverySummary } from "@/lib/events/delivery-resource";
import { explainFailure } from "@/lib/deliveries/explain-failure";
import { targetText } from "./target-text";
import { waitingWords } from "./waiting-words";

type DeliveryRowProps = { delivery: DeliverySummary; /** Null where it can't be chosen. */ isSelected: boolean | null; onSelect: (isSelected: boolean) => void };

export function DeliveryRow({ delivery, isSelected, onSelect }: DeliveryRowProps) {
  const waiting = waitingWords(delivery);
  const failure = delivery.superseded_by === null ? explainFailure({ ...delivery, hasMessage: true }) : null;
  return (
    <div role="listitem" className="flex items-stretch text-dense transition-colors hover:bg-neutral-2">
      <label className="grid w-10 shrink-0 place-items-center">
        {isSelected !== null && <Checkbox checked={isSelected} onCheckedChange={(checked) => onSelect(checked === true)} aria-label={`Choose the delivery to ${targetText(delivery)}`} />}
      </label>
      <Link
        href={`/deliveries/${delivery.id}`}
        prefetch={false}
        className="grid min-h-12 min-w-0 flex-1 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-0.5 py-1.5 pr-3 focus-visible:-outline-offset-2 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)_168px_72px]"
      >
        <span className="flex min-w-0 items-center gap-2">
          <DestinationMark kind={delivery.kind} />
          <span className="min-w-0">
            <span className="block truncate font-medium">{targetText(delivery)}</span>
            <span className="block truncate text-label text-neutral-10">{delivery.pipeline_name ?? delivery.pipeline_id}</span>
          </span>
        </span>
        <span className="order-3 col-span-2 min-w-0 lg:order-none lg:col-span-1">
          <span className="block truncate font-mono text-mono text-neutral-11">{delivery.event_type ?? delivery.event_id}</span>
          {delivery.superseded_by !== null && <span className="block truncate text-label text-neutral-11">Sent again by a later run</span>}
          {failure && <span className="block truncate text-label text-neutral-11">{failure.what}</span>}
        </span>
        <span className="flex flex-col items-end gap-0.5 lg:items-start">
          <StatusBadge status={delivery.status} isPlain {...(waiting ? { word: waiting } : delivery.attempt_count > 1 ? { word: `${delivery.status} · ${delivery.attempt_count}×` } : {})} />
          {delivery.possibly_sent && delivery.status !== "delivered" && <StatusBadge status="ambiguous" isPlain />}
        </span>
        <span className="hidden text-right text-label text-neutral-10 lg:block">
          <RelativeTime at={delivery.status === "retrying" && delivery.next_attempt_at ? delivery.next_attempt_at : (delivery.finished_at ?? delivery.created_at)} />
        </span>
      </Link>
    </div>
  );
}
