"use client";

import { DestinationMark } from "@/components/marks/destination-mark";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { useNotionApp } from "./use-notion-app";

/** The way without a token, where this install has an integration to sign in with; else how it gets one. */
export function NotionSignIn() {
  const { data: app, isPending } = useNotionApp();
  if (isPending) return <Skeleton className="mb-6 h-20" />;
  if (!app) return null;
  if (app.sign_in === "needs_app") {
    return (
      <p className="mb-6 text-dense text-neutral-11">
        To sign in with Notion instead of a token, make a public integration with the redirect address <code className="font-mono text-mono break-all">{app.redirect_url}</code> and set{" "}
        <code className="font-mono text-mono">NOTION_CLIENT_ID</code> and <code className="font-mono text-mono">NOTION_CLIENT_SECRET</code>.
      </p>
    );
  }
  return (
    <section aria-label="Sign in with Notion" className="mb-6 flex flex-col items-start gap-3 rounded-md border p-4">
      <p className="text-dense text-neutral-11">Notion asks which pages and databases to share. Or paste an integration token below.</p>
      <Button asChild>
        <a href="/api/notion/install">
          <DestinationMark kind="notion" className="size-5 border-0" />
          Sign in with Notion
        </a>
      </Button>
    </section>
  );
}
