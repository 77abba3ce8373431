"use client";

import { type ReactNode } from "react";
import { useApiQuery } from "@/components/query/use-api-query";
import { StatusBadge } from "@/components/status/status-badge";
import { ErrorState } from "@/components/ui/error-state";
import { RelativeTime } from "@/components/ui/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import { type SystemResource } from "@/lib/health/system-resource";
import { SettingsSection } from "./settings-section";

const refreshEveryMs = 10_000;
const roleWords = { all: "pages, API and jobs", web: "pages and API", worker: "jobs" };

export function SystemSettings() {
  const { data, error, refetch } = useApiQuery<SystemResource>("system", "/v1/system", {}, { refetchIntervalMs: refreshEveryMs });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <SettingsSection title="State" description={data ? (data.problems.length === 0 ? "Ready for events." : `Not ready: ${data.problems.join("; ")}.`) : "Looking…"}>
        <dl className="divide-y divide-neutral-4">
          <Fact name="Database">{data && <Readiness isReady={data.is_database_ready} />}</Fact>
          <Fact name="Engine">{data && <Readiness isReady={data.is_engine_ready} />}</Fact>
          <Fact name="Running since">{data && <RelativeTime at={data.started_at} />}</Fact>
        </dl>
      </SettingsSection>
      <SettingsSection title="Install" description="Set by the environment the server was started with.">
        <dl className="divide-y divide-neutral-4">
          <Fact name="Version">{data && <code className="font-mono">{data.version}</code>}</Fact>
          <Fact name="Public address">{data && <code className="font-mono break-all">{data.public_url}</code>}</Fact>
          <Fact name="Jobs run on">{data && (data.engine === "embedded" ? "the embedded engine" : "Inngest")}</Fact>
          <Fact name="This process serves">{data && roleWords[data.role]}</Fact>
          <Fact name="History is kept">{data && `${data.retention_days} days`}</Fact>
          <Fact name="Sandbox workspace">{data && (data.is_slack_sandbox_on ? <a href="/sandbox/slack" className="text-accent hover:underline">on</a> : "off")}</Fact>
        </dl>
      </SettingsSection>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-h-9 items-center justify-between gap-4 py-1.5 text-dense first:pt-0">
      <dt className="shrink-0 text-neutral-11">{name}</dt>
      <dd className="text-right">{children ?? <Skeleton className="w-24" />}</dd>
    </div>
  );
}

function Readiness({ isReady }: { isReady: boolean }) {
  return <StatusBadge status={isReady ? "succeeded" : "dead"} word={isReady ? "ready" : "not ready"} />;
}
