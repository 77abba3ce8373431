"use client";

import { Plus } from "lucide-react";
import Link from "next/link";
import { useViewer } from "@/components/frame/viewer-context";
import { LoadMore } from "@/components/lists/load-more";
import { DestinationMark } from "@/components/marks/destination-mark";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { BlockedList } from "./blocked-list";
import { destinationChoices } from "./connection-kinds";
import { ConnectionRow } from "./connection-row";
import { SignInNotice } from "./sign-in-notice";
import { useBlockedDestinations, useConnections } from "./use-connections";

/** Every account messages go out through, what is wrong with it, and whose move it is. */
export function ConnectionsView() {
  const { canEdit } = useViewer();
  const query = useConnections();
  const blocked = useBlockedDestinations();
  const shown = query.data?.filter(({ kind }) => destinationChoices.some((known) => known.kind === kind));
  return (
    <>
      <PageHeader
        title="Destinations"
        description="The accounts your pipelines send through. Where in an account a message goes is chosen in the pipeline."
        actions={canEdit && <ConnectButton />}
      />
      <SignInNotice />
      {blocked.data && blocked.data.length > 0 && (
        <section className="mb-6" aria-label="Blocked destinations">
          <h2 className="mb-2 text-dense font-medium">Blocked, and waiting for somebody</h2>
          <BlockedList blocked={blocked.data} />
        </section>
      )}
      {query.isPending && <ListSkeleton />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {shown?.length === 0 && !query.hasNextPage && (
        <EmptyState
          title="Nothing to send to yet"
          description={canEdit ? "Connect a Slack workspace, an address of your own, or the built-in sandbox to try things out." : "An editor or an owner can connect one."}
          action={canEdit && <KindLinks />}
        />
      )}
      {shown && shown.length > 0 && (
        <ul className="divide-y divide-neutral-4 rounded-md border">
          {shown.map((connection) => (
            <ConnectionRow key={connection.id} connection={connection} />
          ))}
        </ul>
      )}
      <LoadMore hasMore={query.hasNextPage} isLoading={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />
    </>
  );
}

function ConnectButton() {
  return (
    <Button variant="primary" asChild>
      <Link href="/destinations/new">
        <Plus aria-hidden="true" />
        Connect
      </Link>
    </Button>
  );
}

function KindLinks() {
  return destinationChoices.map(({ kind, title }) => (
    <Button key={kind} asChild>
      <Link href={`/destinations/new/${kind}`}>
        <DestinationMark kind={kind} className="size-5 border-0 bg-transparent" />
        {title}
      </Link>
    </Button>
  ));
}

function ListSkeleton() {
  return (
    <div role="status" className="divide-y divide-neutral-4 rounded-md border" aria-busy="true" aria-label="Loading destinations">
      {[0, 1, 2].map((row) => (
        <div key={row} className="flex items-center gap-3 px-4 py-3.5">
          <Skeleton className="size-8" />
          <div className="flex-1 space-y-2">
            <Skeleton className="h-3.5 w-40" />
            <Skeleton className="h-3 w-64 max-w-full" />
          </div>
        </div>
      ))}
    </div>
  );
}
