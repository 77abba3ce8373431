"use client";

import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { parseAsString, useQueryState } from "nuqs";
import { useId, useState } from "react";
import { FilterChip } from "@/components/lists/filter-chip";
import { LoadMore } from "@/components/lists/load-more";
import { useApiPages } from "@/components/query/use-api-query";
import { cn } from "@/components/ui/class-names";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { JsonView } from "@/components/ui/json-view";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import type { RejectionResource } from "@/lib/events/list-rejections";
import { EventSkeleton } from "./event-skeleton";
import { RejectionActions } from "./rejection-actions";

const reasons: Record<string, string> = {
  malformed: "Malformed",
  too_large: "Too large",
  schema_violation: "Breaks its schema",
  rate_limited: "Too fast",
  source_paused: "Source is paused",
};

/** What was refused at the gate, and why. */
export function RejectionsView() {
  const [reason, setReason] = useQueryState("reason", parseAsString.withOptions({ history: "push" }));
  const [type, setType] = useQueryState("type", parseAsString.withOptions({ history: "push" }));
  const rejections = useApiPages<RejectionResource>("rejections", "/v1/rejections", { reason, type }, { keepsPrevious: true });
  const rows = rejections.data ?? [];
  return (
    <>
      <PageHeader
        eyebrow={<Link href="/events" className="rounded-xs hover:text-neutral-12 hover:underline">Events</Link>}
        title="Rejections"
        description="Events that were refused at the gate. The sender was told the same reason; nothing of them was processed."
      />
      <div className="flex flex-wrap gap-2 pb-3">
        <FilterChip label="Reason" value={reason} onChange={(value) => void setReason(value)} options={Object.entries(reasons).map(([value, label]) => ({ value, label }))} />
        {type !== null && <FilterChip label="Type" value={type} onChange={(value) => void setType(value)} options={[{ value: type, label: type }]} />}
      </div>
      {rejections.isPending && <EventSkeleton />}
      {rejections.isError && <ErrorState error={rejections.error} onRetry={() => void rejections.refetch()} />}
      {rejections.isSuccess && rows.length === 0 && <EmptyState title={reason ? "Nothing was refused for this reason." : "Nothing has been refused."} />}
      {rows.length > 0 && (
        <ul aria-label="Rejections" className="divide-y divide-neutral-4 rounded-md border">
          {rows.map((rejection) => (
            <Rejection key={rejection.id} rejection={rejection} />
          ))}
        </ul>
      )}
      <LoadMore hasMore={rejections.hasNextPage} isLoading={rejections.isFetchingNextPage} onMore={() => void rejections.fetchNextPage()} />
    </>
  );
}

/** A message begins with its place, which stands before it already. */
function withoutPath({ path, message }: RejectionResource): string {
  return path !== null && message.startsWith(`${path}: `) ? message.slice(path.length + 2) : message;
}

function Problems({ problems }: Pick<RejectionResource, "problems">) {
  return (
    <ul className="flex flex-col gap-1 text-dense text-neutral-11">
      {problems.map(({ path, message }) => (
        <li key={`${path} ${message}`} className="break-words">
          <code className="mr-1.5 font-mono text-mono text-neutral-12">{path}</code>
          {message}
        </li>
      ))}
    </ul>
  );
}

function Rejection({ rejection }: { rejection: RejectionResource }) {
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  return (
    <li>
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setIsOpen(!isOpen)}
        className="grid w-full grid-cols-[16px_minmax(0,1fr)_auto] items-center gap-x-3 px-3 py-2 text-left text-dense hover:bg-neutral-2 focus-visible:-outline-offset-2 lg:grid-cols-[16px_136px_minmax(0,200px)_minmax(0,1fr)_auto]"
      >
        <ChevronRight aria-hidden="true" className={cn("size-3.5 text-neutral-9 transition-transform", isOpen && "rotate-90")} />
        <span className="font-medium text-dead">{reasons[rejection.reason] ?? rejection.reason}</span>
        <span className="order-4 col-start-2 truncate font-mono text-mono text-neutral-11 lg:order-none lg:col-start-auto">{rejection.type ?? "no type"}</span>
        <span className="order-5 col-span-2 col-start-2 truncate text-neutral-11 lg:order-none lg:col-span-1 lg:col-start-auto">
          {rejection.path && <code className="mr-1.5 text-neutral-12">{rejection.path}</code>}
          {withoutPath(rejection)}
        </span>
        <RelativeTime at={rejection.created_at} className="text-label text-neutral-10" />
      </button>
      {isOpen && (
        <div id={id} className="flex flex-col gap-2 px-3 pb-3 md:pl-10">
          {rejection.problems.length > 1 ? <Problems problems={rejection.problems} /> : <p className="text-dense break-words text-neutral-11">{rejection.message}</p>}
          <RejectionActions rejection={rejection} />
          {rejection.payload === null ? <p className="text-label text-neutral-10">Its content was not kept.</p> : <JsonView label="Payload" value={rejection.payload} rootPath="$event" />}
          <p className="font-mono text-mono text-neutral-10">{rejection.id}</p>
        </div>
      )}
    </li>
  );
}
