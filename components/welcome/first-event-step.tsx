"use client";

import { useMutation } from "@tanstack/react-query";
import { KeyRound, Send } from "lucide-react";
import { useState } from "react";
import { apiSend } from "@/components/query/api-client";
import { showError } from "@/components/query/show-error";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { recipeEvent } from "./escalation-recipe";
import { curlSnippet, sdkSnippet } from "./event-snippets";
import { sendEvent } from "./send-event";

/** A key made for it, the command to send an event with, and an eye on the door. */
export function FirstEventStep({ isDone }: { isDone: boolean }) {
  const [apiKey, setApiKey] = useState<string>();
  const create = useMutation({
    mutationFn: async () => (await apiSend<{ data: { key: string } }>("POST", "/v1/keys", { name: "First steps", scopes: ["ingest"] })).data.key,
    onSuccess: setApiKey,
    onError: showError,
  });
  if (apiKey) return <SendEvent apiKey={apiKey} isDone={isDone} />;
  return (
    <div className="flex flex-col items-start gap-3">
      <p className="text-dense text-neutral-11">Your app sends events over HTTP with a key. Make one that may send and nothing else; you get a command to paste with it.</p>
      <Button variant={isDone ? "secondary" : "primary"} isBusy={create.isPending} onClick={() => create.mutate()}>
        <KeyRound aria-hidden="true" />
        Create a key
      </Button>
    </div>
  );
}

function SendEvent({ apiKey, isDone }: { apiKey: string; isDone: boolean }) {
  const snippet = { baseUrl: location.origin, apiKey, event: recipeEvent };
  const send = useMutation({ mutationFn: () => sendEvent(apiKey, recipeEvent), onError: showError });
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <p className="text-dense text-neutral-11">
        Paste this into a terminal, or send it from here. <strong className="font-medium text-neutral-12">The key is shown this once:</strong> copy it if you want to keep it.
      </p>
      <Tabs defaultValue="curl" className="min-w-0">
        <TabsList>
          <TabsTrigger value="curl">curl</TabsTrigger>
          <TabsTrigger value="sdk">TypeScript</TabsTrigger>
        </TabsList>
        <TabsContent value="curl" className="pt-3">
          <CodeBlock code={curlSnippet(snippet)} language="shell" />
        </TabsContent>
        <TabsContent value="sdk" className="pt-3">
          <CodeBlock code={sdkSnippet(snippet)} language="TypeScript" />
        </TabsContent>
      </Tabs>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p role="status" className="flex items-center gap-2 text-dense text-neutral-11">
          <span className="size-2 animate-shimmer rounded-full bg-running" aria-hidden="true" />
          {isDone ? "Your events arrive. Listening for the next one…" : "Listening for your first event…"}
        </p>
        <Button isBusy={send.isPending} onClick={() => send.mutate()}>
          <Send aria-hidden="true" />
          Send it from here
        </Button>
      </div>
    </div>
  );
}
