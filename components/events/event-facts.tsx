import { type ReactNode } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { RelativeTime } from "@/components/ui/relative-time";
import type { EventDetail } from "@/lib/events/event-resource";

/** Where an event came from, and when. */
export function EventFacts({ event }: { event: EventDetail }) {
  const { idempotency_key: key, key_expires_at: keyExpiresAt } = event;
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-3 rounded-md border px-4 py-3 sm:grid-cols-4">
      <Fact name="Received">
        <RelativeTime at={event.received_at} />
      </Fact>
      <Fact name="Occurred">{event.occurred_at === event.received_at ? <span className="text-neutral-10">as received</span> : <RelativeTime at={event.occurred_at} />}</Fact>
      <Fact name="Source">{event.source ?? <span className="text-neutral-10">deleted source</span>}</Fact>
      <Fact name="Idempotency key">
        {key === null ? (
          <span className="text-neutral-10">none: each call makes an event</span>
        ) : (
          <span className="flex min-w-0 flex-col">
            <span className="flex min-w-0 items-center gap-1 font-mono text-mono">
              <span className="truncate">{key}</span>
              <CopyButton text={key} label="Copy idempotency key" />
            </span>
            <span className="text-label text-neutral-10">
              {keyExpiresAt === null ? "its window is over" : <>repeats are dropped; its window ends <RelativeTime at={keyExpiresAt} /></>}
            </span>
          </span>
        )}
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-label text-neutral-10">{name}</dt>
      <dd className="mt-0.5 text-dense">{children}</dd>
    </div>
  );
}
