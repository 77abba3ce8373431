"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useViewer } from "@/components/frame/viewer-context";
import { DestinationMark } from "@/components/marks/destination-mark";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import type { ConnectionResource } from "@/lib/connections/connection-resource";
import { isModelKind } from "@/lib/connections/model-kinds";
import { AttentionBanner } from "./attention-banner";
import { BackLink } from "./back-link";
import { BlockedList } from "./blocked-list";
import { ConnectionFacts } from "./connection-facts";
import { ConnectionSettings } from "./connection-settings";
import { ConnectionStatus } from "./connection-status";
import { DeleteConnection } from "./delete-connection";
import { Panel } from "./panel";
import { SignInNotice } from "./sign-in-notice";
import { TestConnection } from "./test-connection";
import { TestMessage } from "./test-message";
import { useBlockedDestinations, useConnection } from "./use-connections";

export function ConnectionView({ id }: { id: string }) {
  const [isDeleted, setIsDeleted] = useState(false);
  const query = useConnection(id, { enabled: !isDeleted });
  if (query.isPending) return <Loading />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} title="This connection could not be loaded" />;
  return <Loaded connection={query.data} onDeleted={() => setIsDeleted(true)} />;
}

function Loaded({ connection, onDeleted }: { connection: ConnectionResource; onDeleted: () => void }) {
  const router = useRouter();
  const { canEdit } = useViewer();
  // What is gone must not be asked for again while the page changes.
  const leave = () => {
    onDeleted();
    router.push("/destinations");
  };
  const blocked = useBlockedDestinations().data?.filter(({ connection_id }) => connection_id === connection.id) ?? [];
  const isModel = isModelKind(connection.kind);
  return (
    <>
      <PageHeader
        eyebrow={<BackLink href="/destinations">Destinations</BackLink>}
        title={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <DestinationMark kind={connection.kind} className="size-8" />
            {connection.name}
            <ConnectionStatus connection={connection} />
          </span>
        }
        description={connection.summary}
        actions={canEdit && <TestConnection connection={connection} />}
      />
      <SignInNotice />
      {connection.attention && <AttentionBanner connection={connection} />}
      {blocked.length > 0 && (
        <section className="mb-6" aria-label="Blocked destinations">
          <BlockedList blocked={blocked} />
        </section>
      )}
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_300px]">
        <div className="flex min-w-0 flex-col gap-6">
          {canEdit && !isModel && (
            <Panel title="Test message" description="A real message about a made-up event.">
              <TestMessage connection={connection} />
            </Panel>
          )}
          <Panel id="credentials" title="Settings" description="Secrets can be replaced and are never shown.">
            <ConnectionSettings key={connection.id} connection={connection} />
          </Panel>
          {canEdit && (
            <Panel title={connection.kind === "slack" ? "Disconnect" : "Delete"}>
              <DeleteConnection connection={connection} onDeleted={leave} />
            </Panel>
          )}
        </div>
        <ConnectionFacts connection={connection} />
      </div>
    </>
  );
}

function Loading() {
  return (
    <div role="status" aria-busy="true" aria-label="Loading the connection" className="space-y-6">
      <Skeleton className="h-12 w-72 max-w-full" />
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_300px]">
        <Skeleton className="h-72" />
        <Skeleton className="h-48" />
      </div>
    </div>
  );
}
