"use client";

import { TriangleAlert } from "lucide-react";
import { useViewer } from "@/components/frame/viewer-context";
import type { ConnectionResource } from "@/lib/connections/connection-resource";
import { ReconnectButton } from "./reconnect-button";

/** What broke, what waits because of it, and the way back. */
export function AttentionBanner({ connection }: { connection: ConnectionResource }) {
  const { canEdit } = useViewer();
  const { attention, held } = connection;
  if (!attention) return null;
  return (
    <div role="alert" className="mb-6 flex flex-wrap items-start gap-x-4 gap-y-3 rounded-md border bg-dead-tint px-4 py-3">
      <TriangleAlert className="mt-0.5 size-4 shrink-0 text-dead" aria-hidden="true" />
      <div className="min-w-0 flex-1 basis-64 text-dense">
        <p className="font-medium">This connection does not work any more</p>
        <p className="mt-0.5 text-neutral-11 first-letter:uppercase">
          {attention.detail} <code className="font-mono text-mono">({attention.code})</code>
        </p>
        <p className="mt-0.5 text-neutral-11">{heldText(held)}</p>
      </div>
      {canEdit && <ReconnectButton connection={connection} />}
    </div>
  );
}

function heldText(held: number): string {
  if (held === 0) return "Nothing waits for it yet; new messages will, in order.";
  const amount = held > 1000 ? "More than 1,000 messages wait" : `${held} ${held === 1 ? "message waits" : "messages wait"}`;
  return `${amount}, in order, and will be sent once it works again.`;
}
