"use client";

import { useViewer } from "@/components/frame/viewer-context";
import { cn } from "@/components/ui/class-names";
import { RelativeTime } from "@/components/ui/relative-time";
import type { DeliveryResource, DeliverySummary } from "@/lib/events/delivery-resource";
import type { FailureMove } from "@/lib/destinations/failure-entry";
import { explainFailure } from "@/lib/deliveries/explain-failure";
import { FailureButtons } from "./failure-buttons";

/** What happened, whose move it is, and the button that mends it. */
export function FailureBox({ delivery }: { delivery: DeliverySummary | DeliveryResource }) {
  const { canEdit } = useViewer();
  const hasMessage = !("message" in delivery) || delivery.message !== null;
  const entry = explainFailure({ ...delivery, hasMessage });
  if (!entry) return null;
  const isYours = entry.move === "you";
  return (
    <div className={cn("mt-2 rounded-sm border-l-2 px-3 py-2.5 text-dense", isYours ? "border-dead bg-dead-tint" : "border-retrying bg-retrying-tint")}>
      <p className="font-medium text-neutral-12">{entry.what}</p>
      <p className="mt-0.5 text-neutral-11">
        <span className={cn("font-medium", isYours ? "text-dead" : "text-retrying")}>{moveWords[entry.move]}</span> {entry.advice}
        {delivery.status === "retrying" && delivery.next_attempt_at && (
          <>
            {" "}
            Next try <RelativeTime at={delivery.next_attempt_at} />.
          </>
        )}
      </p>
      {delivery.reason && <p className="mt-1 font-mono text-mono break-words text-neutral-10">{delivery.code ? `${delivery.code} · ${delivery.reason}` : delivery.reason}</p>}
      {canEdit && entry.actions.length > 0 && <FailureButtons delivery={delivery} actions={entry.actions} hasMessage={hasMessage} />}
    </div>
  );
}

const moveWords: Record<FailureMove, string> = { you: "Your move:", receiver: "The receiver’s move:", nobody: "Nothing to do:" };
