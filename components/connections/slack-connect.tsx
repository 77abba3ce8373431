"use client";

import { type ReactNode } from "react";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { SandboxConnect } from "./sandbox-connect";
import { SlackSignIn } from "./slack-sign-in";
import { SlackTokenForm } from "./slack-token-form";
import { useSlackApp } from "./use-slack-app";

type SlackConnectProps = {
  /** Where Slack's sign-in comes back to, a path of ours; the page of the new connection unless given. */
  returnTo?: string;
  /** Called when a token or the sandbox was connected, without leaving the page. */
  onConnected: (connectionId: string) => void;
};

/** The ways to a workspace, side by side: signing in with Slack, pasting a bot token, the built-in sandbox. */
export function SlackConnect({ returnTo, onConnected }: SlackConnectProps) {
  const { data: app, error, isPending, refetch } = useSlackApp();
  if (isPending) return <Skeleton className="h-64" />;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <div className="@container">
      <div className="grid gap-4 @3xl:auto-cols-fr @3xl:grid-flow-col">
        <Way title="Sign in with Slack" note="your own app">
          <SlackSignIn app={app} returnTo={returnTo} />
        </Way>
        <Way title="Paste a bot token" note="works without https">
          <SlackTokenForm onConnected={onConnected} />
        </Way>
        {app.has_sandbox && (
          <Way title="Sandbox workspace" note="built in" isDashed>
            <SandboxConnect origin={new URL(app.redirect_url).origin} returnTo={returnTo} onConnected={onConnected} />
          </Way>
        )}
      </div>
    </div>
  );
}

function Way({ title, note, isDashed = false, children }: { title: string; note: string; isDashed?: boolean; children: ReactNode }) {
  return (
    <section aria-label={title} className={`flex min-w-0 flex-col gap-3 rounded-md border p-4 ${isDashed ? "border-dashed border-neutral-7" : ""}`}>
      <header className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <h2 className="text-[15px] leading-5 font-semibold">{title}</h2>
        <span className="rounded-xs bg-neutral-3 px-1.5 text-label text-neutral-11">{note}</span>
      </header>
      {children}
    </section>
  );
}
