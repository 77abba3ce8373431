"use client";

import { useMemo } from "react";
import type { RefSuggestion } from "@/components/refs/ref-suggestion";
import type { Problem } from "@/lib/errors";
import type { JsonObject, RunContext } from "@/lib/pipeline/context";
import { viewContext } from "@/lib/pipeline/redaction-view";
import { FormMessageEditor } from "./form/form-message-editor";
import { sampleContext } from "./sample-context";
import { SlackMessageEditor } from "./slack/slack-message-editor";
import { WebhookMessageEditor } from "./webhook/webhook-message-editor";

export type MessageEditorProps = {
  kind: string;
  /** Undefined = the kind's default message. */
  value: JsonObject | undefined;
  onChange: (value: JsonObject | undefined) => void;
  target: JsonObject;
  config?: JsonObject;
  /** The event it is previewed on, with what steps wrote. Null: one made of the suggestions' samples. */
  context: RunContext | null;
  /** Whose view of redacted data the preview shows; absent where `context` is that view already. */
  destinationId?: string;
  suggestions: readonly RefSuggestion[];
  /** Of the template: `text`, `fields[0].value`, `blocks[0].text.text`. */
  problems: readonly Problem[];
  /** What the connection tells of itself: whether a webhook signs. Asked for the target's fields. */
  connection?: { id: string; config: JsonObject; secretsSet: readonly string[] };
  disabled?: boolean;
};

/** What every kind's editor is given. */
export type KindEditorProps = Omit<MessageEditorProps, "kind" | "context" | "destinationId"> & { context: RunContext; isSample: boolean };

/** A destination's message: its template on the left, on the right what is sent of the chosen event, always in step. */
export function MessageEditor({ kind, context, destinationId, problems, ...props }: MessageEditorProps) {
  const { suggestions } = props;
  const seen = useMemo(() => {
    if (context === null) return sampleContext(suggestions);
    return destinationId === undefined ? context : viewContext(context, { kind: "destination", id: destinationId });
  }, [context, destinationId, suggestions]);
  const ownProblems = useMemo(() => problems.map(({ path, message }) => ({ path: path.replace(/^template\.?/, ""), message })), [problems]);
  const inner: KindEditorProps = { ...props, problems: ownProblems, context: seen, isSample: context === null };
  return (
    <div className="@container">
      {kind === "slack" ? <SlackMessageEditor {...inner} /> : kind === "webhook" ? <WebhookMessageEditor {...inner} /> : <FormMessageEditor kind={kind} {...inner} />}
    </div>
  );
}
