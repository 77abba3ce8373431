"use client";

import { useApiPages } from "@/components/query/use-api-query";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { RelativeTime } from "@/components/ui/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import { Table, TBody, TD, TH, THead, TR } from "@/components/ui/table";
import { type AuditEntryResource } from "@/lib/audit/audit-resource";
import { describeDetail } from "./describe-detail";

export function AuditLog() {
  const { data: entries, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useApiPages<AuditEntryResource>("audit", "/v1/audit");
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (entries?.length === 0) return <EmptyState title="Nothing has been changed yet" description="Who changes a pipeline, a connection, a key or a member is written down here." />;
  return (
    <>
      <Table className="max-md:block md:min-w-[720px] max-md:[&>tbody]:block max-md:[&>tbody]:border-t-0">
        <THead className="max-md:hidden">
          <TR>
            <TH className="w-28">When</TH>
            <TH>Who</TH>
            <TH>What</TH>
            <TH>On</TH>
            <TH>Details</TH>
          </TR>
        </THead>
        <TBody>{entries ? entries.map((entry) => <Row key={entry.id} entry={entry} />) : <SkeletonRows />}</TBody>
      </Table>
      {hasNextPage && (
        <div className="mt-4 flex justify-center">
          <Button isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show older
          </Button>
        </div>
      )}
    </>
  );
}

/** What and when on the first line, on what and who on the second, details below. */
const narrowRow = "max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-x-3 max-md:gap-y-0.5 max-md:px-3 max-md:py-2";

function Row({ entry }: { entry: AuditEntryResource }) {
  const { actor, actor_name, action, subject, subject_name, detail, created_at } = entry;
  const [actorKind = ""] = actor.split(":");
  return (
    <TR className={narrowRow}>
      <TD className="whitespace-nowrap text-neutral-11 max-md:order-2 max-md:p-0 max-md:text-right max-md:text-label">
        <RelativeTime at={created_at} />
      </TD>
      <TD className="max-w-52 truncate max-md:order-4 max-md:p-0 max-md:text-right">
        {actorKind === "key" && <span className="text-neutral-10">key </span>}
        {actor_name ?? <span className="font-mono text-mono text-neutral-10">{actor}</span>}
      </TD>
      <TD className="font-mono text-mono whitespace-nowrap max-md:order-1 max-md:truncate max-md:p-0">{action}</TD>
      <TD className="max-w-56 truncate max-md:order-3 max-md:p-0">{subject_name ?? <span className="font-mono text-mono text-neutral-10">{subject}</span>}</TD>
      <TD className="max-w-72 truncate text-neutral-11 max-md:order-5 max-md:col-span-2 max-md:max-w-none max-md:p-0 max-md:text-label max-md:empty:hidden" title={describeDetail(detail)}>
        {describeDetail(detail)}
      </TD>
    </TR>
  );
}

function SkeletonRows() {
  return Array.from({ length: 8 }, (_, row) => (
    <TR key={row}>
      {[16, 32, 36, 28, 40].map((width) => (
        <TD key={width}>
          <div style={{ width: width * 4 }}>
            <Skeleton />
          </div>
        </TD>
      ))}
    </TR>
  ));
}
