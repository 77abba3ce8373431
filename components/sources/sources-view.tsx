"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { parseAsString, useQueryState } from "nuqs";
import { useViewer } from "@/components/frame/viewer-context";
import { LoadMore } from "@/components/lists/load-more";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { NewSourceDialog } from "./new-source-dialog";
import { SourceTable } from "./source-table";
import { useSources } from "./use-sources";

/** Every address events arrive at, and whether they do. */
export function SourcesView() {
  const router = useRouter();
  const { canEdit } = useViewer();
  const query = useSources();
  const [isNew, setIsNew] = useQueryState("new", parseAsString);
  return (
    <>
      <PageHeader
        title="Sources"
        description="Where events come from. Every key sends as one source, and a pipeline chooses which sources it listens to."
        actions={
          canEdit && (
            <Button variant="primary" onClick={() => void setIsNew("1")}>
              <Plus aria-hidden="true" />
              New source
            </Button>
          )
        }
      />
      {query.isPending && <Skeleton className="h-40" />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.length === 0 && <EmptyState title="There is no source" description="Events need one to come from." />}
      {query.data && query.data.length > 0 && <SourceTable sources={query.data} />}
      <LoadMore hasMore={query.hasNextPage} isLoading={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />
      {canEdit && <NewSourceDialog open={isNew !== null} onOpenChange={(open) => void setIsNew(open ? "1" : null)} onCreated={(source) => router.push(`/sources/${source.id}`)} />}
    </>
  );
}
