"use client";

import { Pause, Play } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { BackLink } from "@/components/connections/back-link";
import { Panel } from "@/components/connections/panel";
import { useViewer } from "@/components/frame/viewer-context";
import { showError } from "@/components/query/show-error";
import { StatusBadge } from "@/components/status/status-badge";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import type { SourceResource } from "@/lib/sources/source-resource";
import { DeleteSource } from "./delete-source";
import { SendSnippet } from "./send-snippet";
import { SourceSettings } from "./source-settings";
import { authOf, eventCount, sourceKinds } from "./source-words";
import { WebhookAddress } from "./webhook-address";
import { useSource, useUpdateSource } from "./use-sources";

export function SourceView({ id }: { id: string }) {
  const [isDeleted, setIsDeleted] = useState(false);
  const query = useSource(id, { enabled: !isDeleted });
  if (query.isPending) return <Skeleton className="h-80" />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} title="This source could not be loaded" />;
  return <Loaded source={query.data} onDeleted={() => setIsDeleted(true)} />;
}

function Loaded({ source, onDeleted }: { source: SourceResource; onDeleted: () => void }) {
  const router = useRouter();
  const { canEdit } = useViewer();
  // What is gone must not be asked for again while the page changes.
  const leave = () => {
    onDeleted();
    router.push("/sources");
  };
  return (
    <>
      <PageHeader
        eyebrow={<BackLink href="/sources">Sources</BackLink>}
        title={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            {source.name}
            <StatusBadge status={source.status} />
          </span>
        }
        description={<Activity source={source} />}
        actions={canEdit && <PauseButton source={source} />}
      />
      <div className="flex max-w-3xl flex-col gap-6">
        {source.kind === "email" && (
          <Panel title="Mail to" description="Each mail is an email.received, once by its Message-ID.">
            {source.email_address ? (
              <CodeBlock code={source.email_address} language="address" />
            ) : (
              <p className="text-dense text-neutral-11">
                This install takes no mail yet: set <code className="font-mono text-mono">INBOUND_SMTP_PORT</code> and <code className="font-mono text-mono">INBOUND_DOMAIN</code>, point the domain&apos;s MX record at this host, and start it again.
              </p>
            )}
          </Panel>
        )}
        {source.kind === "webhook" && (
          <Panel title="Called at" description={`${sourceKinds[source.kind] ?? source.kind} · ${authOf(source)}`}>
            <WebhookAddress source={source} />
          </Panel>
        )}
        {source.kind === "api" && (
          <Panel
            title="Send an event"
            description={`${sourceKinds[source.kind] ?? source.kind} · ${authOf(source)}`}
            actions={
              canEdit && (
                <Button size="sm" asChild>
                  <Link href={`/keys?new=1&source=${source.slug}`}>Create a key</Link>
                </Button>
              )
            }
          >
            <SendSnippet />
          </Panel>
        )}
        <Panel title="Settings">
          <SourceSettings key={source.id} source={source} />
        </Panel>
        {canEdit && (
          <Panel title="Delete">
            <DeleteSource source={source} onDeleted={leave} />
          </Panel>
        )}
      </div>
    </>
  );
}

function Activity({ source: { slug, events_24h: events, last_event_at: last, rate_limited_24h: limited } }: { source: SourceResource }) {
  if (!last && limited === 0) return <Waiting />;
  return (
    <>
      <Link href={`/events?source=${slug}`} className="underline decoration-neutral-7 underline-offset-2 hover:decoration-neutral-12">
        {eventCount(events)} {events === 1 ? "event" : "events"}
      </Link>{" "}
      in 24 hours{last && <>, the last <RelativeTime at={last} /></>}
      {limited > 0 && (
        <>
          {" · "}
          <Link href="/rejections?reason=rate_limited" className="text-retrying underline decoration-neutral-7 underline-offset-2">
            {eventCount(limited)} refused by its limit
          </Link>
        </>
      )}
    </>
  );
}

/** The page hears of new events: the line changes when the first is there. */
function Waiting() {
  return (
    <span className="inline-flex items-center gap-2">
      <span aria-hidden="true" className="size-2 animate-pulse rounded-full bg-accent" />
      Waiting for the first event …
    </span>
  );
}

function PauseButton({ source: { id, status } }: { source: SourceResource }) {
  const update = useUpdateSource(id);
  const isPaused = status === "paused";
  const Icon = isPaused ? Play : Pause;
  return (
    <Button isBusy={update.isPending} onClick={() => update.mutate({ status: isPaused ? "active" : "paused" }, { onError: showError })}>
      <Icon aria-hidden="true" />
      {isPaused ? "Resume" : "Pause"}
    </Button>
  );
}
