"use client";

import { TriangleAlert } from "lucide-react";
import Link from "next/link";
import { useConnections } from "@/components/connections/use-connections";
import { useViewer } from "@/components/frame/viewer-context";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { RelativeTime } from "@/components/ui/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import { noticeKinds, type Notices } from "@/lib/notices/notice-resource";
import { NoticeForm } from "./notice-form";
import { SettingsSection } from "./settings-section";
import { useNotices } from "./use-notices";

/** Where the organization hears of failures. */
export function NoticeSettings() {
  const notices = useNotices();
  const connections = useConnections();
  const error = notices.error ?? connections.error;
  if (error) return <ErrorState error={error} onRetry={() => void Promise.all([notices.refetch(), connections.refetch()])} />;
  const fitting = connections.data?.filter(({ kind }) => noticeKinds.includes(kind));
  return (
    <SettingsSection
      title="Failure notices"
      description="The first failure of a cause is sent at once, with the reason and a link. Later ones follow as a digest."
    >
      {notices.data?.is_on && notices.data.problem && <Problem problem={notices.data.problem} isMailed={notices.data.has_system_mail && notices.data.channel?.via === "connection"} />}
      {notices.data && fitting ? (
        fitting.length === 0 && !notices.data.has_system_mail ? <NothingToSendThrough /> : <NoticeForm key={JSON.stringify(notices.data.channel)} notices={notices.data} connections={fitting} />
      ) : (
        <div className="flex flex-col gap-4">
          <Skeleton className="h-5 w-48" />
          <Skeleton className="h-8 w-full" />
          <Skeleton className="h-8 w-full" />
        </div>
      )}
    </SettingsSection>
  );
}

function Problem({ problem, isMailed }: { problem: NonNullable<Notices["problem"]>; isMailed: boolean }) {
  return (
    <div role="alert" className="mb-6 flex items-start gap-4 rounded-md border bg-dead-tint px-4 py-3">
      <TriangleAlert className="mt-0.5 size-4 shrink-0 text-dead" aria-hidden="true" />
      <div className="min-w-0 text-dense">
        <p className="font-medium">
          Notices can&apos;t go there, since <RelativeTime at={problem.since} />
        </p>
        <p className="mt-0.5 break-words text-neutral-11 first-letter:uppercase">
          {problem.detail} <code className="font-mono text-mono">({problem.code})</code>
        </p>
        <p className="mt-0.5 text-neutral-11">{isMailed ? "Until one arrives, the owners get them by email." : "Until one arrives, failures stand under Deliveries and Destinations only."}</p>
      </div>
    </div>
  );
}

function NothingToSendThrough() {
  const { canEdit } = useViewer();
  return (
    <EmptyState
      title="Nothing to send notices through yet"
      description="They go through a Slack, Discord, Telegram or email connection, or the install's own mail server (SMTP_URL)."
      action={canEdit && <Link href="/destinations/new" className="text-dense font-medium text-accent hover:underline">Connect one</Link>}
    />
  );
}
