"use client";

import Link from "next/link";
import { DestinationMark } from "@/components/marks/destination-mark";
import type { ConnectionResource } from "@/lib/connections/connection-resource";
import { useViewer } from "@/components/frame/viewer-context";
import { ConnectionStatus } from "./connection-status";
import { ReconnectButton } from "./reconnect-button";
import { kindTitle } from "./connection-kinds";

export function ConnectionRow({ connection }: { connection: ConnectionResource }) {
  const { canEdit } = useViewer();
  const { id, name, slug, kind, summary, attention, used_by: usedBy } = connection;
  return (
    <li className="relative flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 transition-colors hover:bg-neutral-2">
      <DestinationMark kind={kind} className="size-8" />
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex min-w-0 flex-wrap items-baseline gap-x-2">
          <Link href={`/destinations/${id}`} className="truncate font-medium after:absolute after:inset-0 after:rounded-md">
            {name}
          </Link>
          {slug !== name && <span className="truncate font-mono text-mono text-neutral-10">{slug}</span>}
        </p>
        <p className="truncate text-dense text-neutral-11">{[kindTitle(kind), summary].filter((part) => part !== "").join(" · ")}</p>
      </div>
      <div className="flex basis-full flex-wrap items-center gap-x-3 gap-y-1 pl-12 md:contents">
        <ConnectionStatus connection={connection} className="md:order-last md:w-36" />
        <p className="text-dense text-neutral-10">{usage(usedBy)}</p>
      </div>
      {attention && canEdit && (
        <div className="relative basis-full pl-12 md:order-last md:basis-auto md:pl-0">
          <ReconnectButton connection={connection} />
        </div>
      )}
      {attention && <p className="basis-full pl-12 text-dense text-dead first-letter:uppercase md:order-last">{attention.detail}</p>}
    </li>
  );
}

function usage(usedBy: ConnectionResource["used_by"]): string {
  const deployed = usedBy.filter((pipeline) => pipeline.is_deployed).length;
  if (deployed > 0) return `used by ${deployed} ${deployed === 1 ? "pipeline" : "pipelines"}`;
  return usedBy.length > 0 ? `in ${usedBy.length} ${usedBy.length === 1 ? "draft" : "drafts"}` : "not used yet";
}
