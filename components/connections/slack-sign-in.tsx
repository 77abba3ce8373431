"use client";

import { ExternalLink } from "lucide-react";
import Link from "next/link";
import { DestinationMark } from "@/components/marks/destination-mark";
import { searchOf } from "@/components/query/api-client";
import { Button } from "@/components/ui/button";
import type { SlackAppResource } from "@/lib/slack-oauth/slack-app-resource";

/** The sign-in itself, or what is missing for it and how to get it. */
export function SlackSignIn({ app, returnTo }: { app: SlackAppResource; returnTo: string | undefined }) {
  if (app.sign_in === "needs_https") return <NeedsHttps app={app} />;
  if (app.sign_in === "needs_app") return <NeedsApp app={app} />;
  return (
    <>
      <p className="text-dense text-neutral-11">Slack asks which workspace, and shows what the app may do: post messages and see the names of channels.</p>
      <Button variant="primary" className="mt-auto w-full" asChild>
        <a href={`/api/slack/install${searchOf({ return_to: returnTo })}`}>
          <DestinationMark kind="slack" className="size-5 border-0" />
          Sign in with Slack
        </a>
      </Button>
    </>
  );
}

function NeedsApp({ app }: { app: SlackAppResource }) {
  return (
    <>
      <ol className="list-decimal space-y-1.5 pl-4 text-dense text-neutral-11 marker:text-neutral-9">
        <li>Create your app at Slack: the manifest is filled in, press Create.</li>
        <li>Copy its client ID and secret into Settings, Slack app.</li>
        <li>Come back and sign in.</li>
      </ol>
      <div className="mt-auto flex flex-wrap gap-2">
        <CreateAppButton url={app.manifest.create_url} />
        <Button asChild>
          <Link href="/settings/slack">Slack app settings</Link>
        </Button>
      </div>
    </>
  );
}

function NeedsHttps({ app }: { app: SlackAppResource }) {
  return (
    <>
      <p className="text-dense text-neutral-11">
        Slack sends people back to https addresses only, and this install is reached under <code className="font-mono text-mono break-all text-neutral-12">{new URL(app.redirect_url).origin}</code>. Set{" "}
        <code className="font-mono text-mono">PUBLIC_URL</code> to an https address to sign in, or paste a bot token: it does the same.
      </p>
      <div className="mt-auto flex flex-wrap gap-2">
        <Button asChild>
          <Link href="/settings/slack">Slack app settings</Link>
        </Button>
      </div>
    </>
  );
}

export function CreateAppButton({ url }: { url: string }) {
  return (
    <Button asChild>
      <a href={url} target="_blank" rel="noreferrer">
        Create the app at Slack
        <ExternalLink aria-hidden="true" />
      </a>
    </Button>
  );
}
