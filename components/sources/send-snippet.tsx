"use client";

import { useSyncExternalStore } from "react";
import { CodeBlock } from "@/components/ui/code-block";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { curlSnippet, goSnippet, pythonSnippet, sdkSnippet, type SnippetEvent } from "@/components/welcome/event-snippets";

const exampleEvent: SnippetEvent = { type: "support.ticket.created", payload: { ticket_id: "T-1042", subject: "Checkout is down", customer_tier: "enterprise" } };

const languages = [
  { id: "curl", label: "curl", print: curlSnippet, placeholder: "$INGESTLAYER_KEY" },
  { id: "sdk", label: "TypeScript", print: sdkSnippet, placeholder: "il_live_…" },
  { id: "python", label: "Python", print: pythonSnippet, placeholder: "il_live_…" },
  { id: "go", label: "Go", print: goSnippet, placeholder: "il_live_…" },
];

/** How to send an event with a key, to paste; a placeholder stands for a key that is not at hand. */
export function SendSnippet({ apiKey, event = exampleEvent }: { apiKey?: string; event?: SnippetEvent }) {
  const baseUrl = useSyncExternalStore(() => () => {}, () => location.origin, () => "http://127.0.0.1:3000");
  const snippet = (key: string) => ({ baseUrl, apiKey: apiKey ?? key, event });
  return (
    <Tabs defaultValue="curl" className="min-w-0">
      <TabsList>
        {languages.map(({ id, label }) => (
          <TabsTrigger key={id} value={id}>{label}</TabsTrigger>
        ))}
      </TabsList>
      {languages.map(({ id, label, print, placeholder }) => (
        <TabsContent key={id} value={id}>
          <CodeBlock code={print(snippet(placeholder))} language={label} />
        </TabsContent>
      ))}
    </Tabs>
  );
}
