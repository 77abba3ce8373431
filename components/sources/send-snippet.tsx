"use client";

import { useSyncExternalStore } from "react";
import { CodeBlock } from "@/components/ui/code-block";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { curlSnippet, sdkSnippet } from "@/components/welcome/event-snippets";

const exampleEvent = { type: "support.ticket.created", payload: { ticket_id: "T-1042", subject: "Checkout is down", customer_tier: "enterprise" } };

/** How to send an event with a key, to paste; a placeholder stands for a key that is not at hand. */
export function SendSnippet({ apiKey }: { apiKey?: string }) {
  const baseUrl = useSyncExternalStore(() => () => {}, () => location.origin, () => "http://127.0.0.1:3000");
  const snippet = (key: string) => ({ baseUrl, apiKey: apiKey ?? key, event: exampleEvent });
  return (
    <Tabs defaultValue="curl" className="min-w-0">
      <TabsList>
        <TabsTrigger value="curl">curl</TabsTrigger>
        <TabsTrigger value="sdk">TypeScript</TabsTrigger>
      </TabsList>
      <TabsContent value="curl">
        <CodeBlock code={curlSnippet(snippet("$INGESTLAYER_KEY"))} language="shell" />
      </TabsContent>
      <TabsContent value="sdk">
        <CodeBlock code={sdkSnippet(snippet("il_live_…"))} language="TypeScript" />
      </TabsContent>
    </Tabs>
  );
}
