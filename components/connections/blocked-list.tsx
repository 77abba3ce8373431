"use client";

import { Play } from "lucide-react";
import Link from "next/link";
import { useViewer } from "@/components/frame/viewer-context";
import { DestinationMark } from "@/components/marks/destination-mark";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { describeTarget } from "@/lib/destinations/describe-target";
import type { BlockedDestination } from "@/lib/connections/blocked-destinations";
import { useResume } from "./use-connections";

/** Destinations whose channel refuses: what the vendor said, how much waits, and the button for when it is mended. */
export function BlockedList({ blocked }: { blocked: readonly BlockedDestination[] }) {
  return (
    <ul className="divide-y divide-neutral-4 rounded-md border bg-retrying-tint">
      {blocked.map((destination) => (
        <BlockedRow key={`${destination.pipeline.id} ${destination.destination_id}`} destination={destination} />
      ))}
    </ul>
  );
}

function BlockedRow({ destination }: { destination: BlockedDestination }) {
  const { canEdit } = useViewer();
  const resume = useResume();
  const { pipeline, destination_id, kind, target, detail, since, held } = destination;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <DestinationMark kind={kind ?? ""} />
      <div className="min-w-0 flex-1 basis-64">
        <p className="text-dense">
          <span className="font-medium">{targetName(kind, target) ?? destination_id}</span>
          <span className="text-neutral-11"> in </span>
          <Link href={`/pipelines/${pipeline.id}`} className="underline decoration-neutral-7 underline-offset-2 hover:decoration-neutral-12">
            {pipeline.name}
          </Link>
        </p>
        <p className="mt-0.5 text-dense text-neutral-11 first-letter:uppercase">
          {detail} · <RelativeTime at={since} /> · {held === 0 ? "nothing waits" : `${held > 1000 ? "1,000+" : held} waiting`}
        </p>
      </div>
      {canEdit && (
        <Button size="sm" className="max-sm:ml-10" isBusy={resume.isPending} onClick={() => resume.mutate(destination)}>
          <Play aria-hidden="true" />
          Resume
        </Button>
      )}
    </li>
  );
}

function targetName(kind: string | null, target: BlockedDestination["target"]): string | undefined {
  if (kind === null || typeof target !== "object" || target === null || Array.isArray(target)) return undefined;
  return describeTarget(kind, target) || undefined;
}
