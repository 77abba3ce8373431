"use client";

import Link from "next/link";
import { useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { EmptyState } from "@/components/ui/empty-state";

/** Nothing arrived yet: how to send something. */
export function FirstEvent() {
  const origin = useSyncExternalStore(() => () => {}, () => location.origin, () => "http://127.0.0.1:3000");
  return (
    <EmptyState
      title="No event has arrived yet."
      description="Send one with a key of yours; it appears here the moment it is accepted."
      action={
        <Button variant="primary" asChild>
          <Link href="/keys">Create a key</Link>
        </Button>
      }
    >
      <CodeBlock language="shell" code={curlFor(origin)} />
    </EmptyState>
  );
}

function curlFor(origin: string): string {
  const body = { type: "support.ticket.created", payload: { ticket_id: "T-1042", subject: "Checkout is down", customer_tier: "enterprise" } };
  return [`curl ${origin}/v1/ingest \\`, `  -H "Authorization: Bearer $INGESTLAYER_KEY" \\`, `  -H "Content-Type: application/json" \\`, `  -d '${JSON.stringify(body)}'`].join("\n");
}
