"use client";

import { useState } from "react";
import { JsonView } from "@/components/ui/json-view";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { emailMessage } from "@/lib/destinations/email/message";
import type { MessagePreviewProps } from "./message-view";

/** The mail as an inbox shows it. Its HTML stands in a frame that runs and fetches nothing. */
export function EmailPreview({ message }: MessagePreviewProps) {
  const [shown, setShown] = useState("html");
  const parsed = emailMessage.safeParse(message);
  if (!parsed.success) return <JsonView value={message} label="Message" rootPath="$" openDepth={3} />;
  const { to, replyTo, subject, text, html } = parsed.data;
  const lines: [string, string][] = [["To", to.join(", ")], ...(replyTo === undefined ? [] : [["Reply-To", replyTo] satisfies [string, string]])];
  return (
    <div className="overflow-hidden rounded-md border">
      <div className="border-b bg-neutral-2 px-4 py-3">
        <p className="font-semibold wrap-anywhere">{subject}</p>
        <dl className="mt-1 grid grid-cols-[max-content_minmax(0,1fr)] gap-x-3 text-dense">
          {lines.map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="text-neutral-11">{name}</dt>
              <dd className="wrap-anywhere">{value}</dd>
            </div>
          ))}
        </dl>
      </div>
      <Tabs value={shown} onValueChange={setShown}>
        <TabsList aria-label="Form of the mail" className="px-4">
          <TabsTrigger value="html">HTML</TabsTrigger>
          <TabsTrigger value="text">Text</TabsTrigger>
        </TabsList>
        <TabsContent value="html" className="mt-0">
          <iframe title="The mail" sandbox="" srcDoc={html} className="w-full bg-white" style={{ height: heightOf(text) }} />
        </TabsContent>
        <TabsContent value="text" className="mt-0">
          <pre className="max-h-[420px] overflow-auto px-4 py-3 font-mono text-mono whitespace-pre-wrap wrap-anywhere">{text}</pre>
        </TabsContent>
      </Tabs>
    </div>
  );
}

/** A frame without scripts can't tell its height: its text is a good guess. */
function heightOf(text: string): number {
  const lines = text.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 70)), 0);
  return Math.min(560, 96 + lines * 25);
}
