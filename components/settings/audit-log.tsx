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
      <Table className="min-w-[720px]">
        <THead>
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

function Row({ entry }: { entry: AuditEntryResource }) {
  const { actor, actor_name, action, subject, subject_name, detail, created_at } = entry;
  const [actorKind = ""] = actor.split(":");
  return (
    <TR>
      <TD className="whitespace-nowrap text-neutral-11">
        <RelativeTime at={created_at} />
      </TD>
      <TD className="max-w-52 truncate">
        {actorKind === "key" && <span className="text-neutral-10">key </span>}
        {actor_name ?? <span className="font-mono text-mono text-neutral-10">{actor}</span>}
      </TD>
      <TD className="font-mono text-mono whitespace-nowrap">{action}</TD>
      <TD className="max-w-56 truncate">{subject_name ?? <span className="font-mono text-mono text-neutral-10">{subject}</span>}</TD>
      <TD className="max-w-72 truncate text-neutral-11" title={describeDetail(detail)}>
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
