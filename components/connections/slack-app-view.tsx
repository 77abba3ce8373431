"use client";

import Link from "next/link";
import { type ReactNode } from "react";
import { useViewer } from "@/components/frame/viewer-context";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import type { SlackAppResource } from "@/lib/slack-oauth/slack-app-resource";
import { Panel } from "./panel";
import { SlackAppForm } from "./slack-app-form";
import { CreateAppButton } from "./slack-sign-in";
import { useSlackApp } from "./use-slack-app";

/** The organization's own Slack app: made from a manifest, then used to sign in. */
export function SlackAppView() {
  const { canEdit } = useViewer();
  const { data: app, error, isPending, refetch } = useSlackApp();
  if (isPending) return <Skeleton className="h-80 max-w-3xl" />;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <div className="flex max-w-3xl flex-col gap-6">
      {app.sign_in === "needs_https" && <HttpsNote origin={new URL(app.redirect_url).origin} />}
      <Panel title="Make the app" description="Messages come from a Slack app of your own, so nobody else’s servers stand between." actions={<CreateAppButton url={app.manifest.create_url} />}>
        <Manifest app={app} />
      </Panel>
      <Panel title="Client ID and secret" description="From the app’s page Basic Information. The secret is stored encrypted and never shown.">
        {canEdit ? <SlackAppForm app={app} /> : <p className="text-dense text-neutral-11">An editor or an owner can enter them.</p>}
      </Panel>
    </div>
  );
}

function HttpsNote({ origin }: { origin: string }) {
  return (
    <div className="rounded-md border bg-retrying-tint px-4 py-3 text-dense">
      <p className="font-medium">Signing in with Slack needs https</p>
      <p className="mt-0.5 text-neutral-11">
        Slack sends people back to https addresses only, and this install is reached under <code className="font-mono text-mono">{origin}</code>. Set <code className="font-mono text-mono">PUBLIC_URL</code> to an https
        address, or{" "}
        <Link href="/destinations/new/slack" className="underline underline-offset-2">
          paste the app’s bot token
        </Link>
        : it does the same.
      </p>
    </div>
  );
}

function Manifest({ app }: { app: SlackAppResource }) {
  return (
    <div className="flex flex-col gap-4">
      <p className="text-dense text-neutral-11">
        The button opens Slack with this manifest filled in: choose a workspace, press Create, then Install. It asks for{" "}
        {app.scopes.map((scope, index) => (
          <span key={scope}>
            {index > 0 && ", "}
            <code className="font-mono text-mono text-neutral-12">{scope}</code>
          </span>
        ))}{" "}
        and nothing else.
      </p>
      <Tabs defaultValue="json" className="min-w-0">
        <TabsList>
          <TabsTrigger value="json">JSON</TabsTrigger>
          <TabsTrigger value="yaml">YAML</TabsTrigger>
        </TabsList>
        <TabsContent value="json">
          <CodeBlock code={app.manifest.json} language="JSON" className="[&_pre]:max-h-72" />
        </TabsContent>
        <TabsContent value="yaml">
          <CodeBlock code={app.manifest.yaml} language="YAML" className="[&_pre]:max-h-72" />
        </TabsContent>
      </Tabs>
      <Row name="Redirect URL">
        <code className="min-w-0 font-mono text-mono break-all">{app.redirect_url}</code>
        <CopyButton text={app.redirect_url} label="Copy the redirect URL" />
      </Row>
      {app.sign_in === "ready" && (
        <Button className="self-start" asChild>
          <Link href="/destinations/new/slack">Connect a workspace</Link>
        </Button>
      )}
    </div>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 text-dense">
      <span className="text-neutral-10">{name}</span>
      <span className="flex min-w-0 items-center gap-1">{children}</span>
    </div>
  );
}
