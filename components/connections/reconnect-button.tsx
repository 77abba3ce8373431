"use client";

import { RefreshCw } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import type { ConnectionResource } from "@/lib/connections/connection-resource";
import { useNotionApp } from "./use-notion-app";
import { useSlackApp } from "./use-slack-app";

/** By the vendor's sign-in where that works, else where new credentials are typed. */
export function ReconnectButton({ connection: { id, kind, config } }: { connection: ConnectionResource }) {
  const { data: app } = useSlackApp();
  const { data: notion } = useNotionApp();
  const isSandbox = app?.has_sandbox === true && config.apiBaseUrl === new URL(app.redirect_url).origin;
  // A pasted token of Notion's belongs to another integration than the one to sign in with.
  const canSignIn = kind === "slack" ? isSandbox || app?.sign_in === "ready" : kind === "notion" && notion?.sign_in === "ready" && config.workspaceId !== undefined;
  return (
    <Button size="sm" variant="primary" asChild>
      {canSignIn ? (
        <a href={`/api/${kind}/install?connection=${id}`}>
          <RefreshCw aria-hidden="true" />
          Reconnect
        </a>
      ) : (
        <Link href={`/destinations/${id}#credentials`}>
          <RefreshCw aria-hidden="true" />
          Reconnect
        </Link>
      )}
    </Button>
  );
}
