"use client";

import { ExternalLink, Send } from "lucide-react";
import { useState } from "react";
import { DestinationMark } from "@/components/marks/destination-mark";
import { MessageView } from "@/components/message-previews/message-view";
import { StatusBadge } from "@/components/status/status-badge";
import { isDarkNow } from "@/components/theme/use-theme";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { ErrorState } from "@/components/ui/error-state";
import { JsonView } from "@/components/ui/json-view";
import type { TestedDestination, TestSend } from "@/lib/pipelines/test-resource";
import { destinationStatus } from "./test-result";

type DestinationResultProps = {
  destination: TestedDestination;
  /** When the test ran, Unix milliseconds. */
  ranAtMs: number;
  /** What a person calls the place: `#alerts`. */
  where: string;
  canSend: boolean;
  sent: TestSend | null;
  sendError: unknown;
  onSend: () => undefined | Promise<unknown>;
};

/** One destination of a test: the message as it would arrive, and the button that lets it arrive once. */
export function DestinationResult({ destination, ranAtMs, where, canSend, sent, sendError, onSend }: DestinationResultProps) {
  const [isAsking, setIsAsking] = useState(false);
  const { id, kind, when, message, cuts, refused } = destination;
  return (
    <div className="flex flex-col gap-4">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <DestinationMark kind={kind} />
        <h3 className="font-mono text-mono font-medium">{id}</h3>
        <StatusBadge {...destinationStatus(destination)} />
        {message !== null && canSend && (
          <Button size="sm" className="ml-auto" onClick={() => setIsAsking(true)}>
            <Send aria-hidden="true" />
            Send for real
          </Button>
        )}
      </header>
      {when && (
        <p className="text-dense text-neutral-11">
          Its <code className="font-mono">when</code> {when.holds ? "holds" : "does not hold, so nothing would be sent"}
          {when.explain && <>: <code className="font-mono break-words">{when.explain}</code></>}
        </p>
      )}
      {refused && <p className="rounded-sm border border-dead px-3 py-2 text-dense break-words text-dead">{refused.detail}</p>}
      {cuts.length > 0 && (
        <ul className="rounded-sm border px-3 py-2 text-dense text-retrying" aria-label="Cut to fit">
          {cuts.map((cut) => <li key={cut}>{cut}</li>)}
        </ul>
      )}
      {sendError !== null && <ErrorState error={sendError} title="It was not sent" />}
      {sent && <SendResult sent={sent} />}
      {message !== null && <MessageView kind={kind} message={message} sentAtMs={ranAtMs} theme={isDarkNow() ? "dark" : "light"} />}
      <ConfirmDialog
        title={`Send this message to ${where}?`}
        description={when && !when.holds ? "A real event like this one would be skipped here. The message goes out once, for everybody there to see." : "It goes out once, for everybody there to see, and is not tried again."}
        confirmLabel="Send it"
        onConfirm={onSend}
        open={isAsking}
        onOpenChange={setIsAsking}
      />
    </div>
  );
}

function SendResult({ sent }: { sent: TestSend }) {
  const permalink = permalinkOf(sent);
  return (
    <section aria-label="Sent for real" className="flex flex-col gap-2 rounded-sm border px-3 py-2" role="status">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-dense">
        <StatusBadge status={sent.status === "not_sent" ? "skipped" : sent.status} {...(sent.status === "not_sent" ? { word: "not sent" } : {})} />
        {sent.detail && <span className="break-words">{sent.detail}</span>}
        {sent.code && <code className="font-mono text-neutral-10">{sent.code}</code>}
        {permalink && (
          <a href={permalink} target="_blank" rel="noreferrer" className="inline-flex items-center gap-1 text-accent hover:underline">
            Open the message <ExternalLink className="size-3.5" aria-hidden="true" />
          </a>
        )}
      </p>
      {(sent.request !== null || sent.response !== null) && (
        <details>
          <summary className="w-fit rounded-xs text-label text-neutral-11 hover:text-neutral-12">Request and response</summary>
          <JsonView value={{ request: sent.request, response: sent.response }} label="Request and response" rootPath="$" className="mt-2" />
        </details>
      )}
    </section>
  );
}

function permalinkOf({ receipt }: TestSend): string | null {
  const link = typeof receipt === "object" && receipt !== null && !Array.isArray(receipt) ? receipt.permalink : null;
  return typeof link === "string" && /^https?:\/\//.test(link) ? link : null;
}
