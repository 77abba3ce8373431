"use client";

import { MessageView } from "@/components/message-previews/message-view";
import { isDarkNow } from "@/components/theme/use-theme";
import { destinationDefinition } from "@/lib/destinations/catalog";
import { counterOf } from "../counter";
import { CounterLine } from "../counter-line";
import { DigestPreview } from "../digest-preview";
import type { KindEditorProps } from "../message-editor";
import { PreviewHeading } from "../preview-heading";
import { RefusalNotice } from "../refusal-notice";
import { useRenderedMessage } from "../use-rendered-message";

/** The message that would be sent, as its receiver shows it, with the vendor's caps under it. */
export function FormPreview({ kind, ...props }: KindEditorProps & { kind: string }) {
  const { context, isSample } = props;
  const { message, cuts, refusal } = useRenderedMessage(kind, props);
  const measures = message === null ? [] : (destinationDefinition(kind)?.measure?.(message) ?? []);
  const sentAtMs = Date.parse(context.event.received_at);
  return (
    <section aria-label="Preview" className="space-y-2">
      <PreviewHeading context={context} isSample={isSample} />
      {message === null ? null : (
        <div className={refusal === null ? "" : "opacity-50"}>
          <MessageView kind={kind} message={message} sentAtMs={Number.isNaN(sentAtMs) ? 0 : sentAtMs} theme={isDarkNow() ? "dark" : "light"} />
        </div>
      )}
      {refusal === null ? null : <RefusalNotice detail={refusal} />}
      {message === null || refusal !== null ? null : <CounterLine counters={measures.map(({ label, used, max }) => counterOf(label, used, max, false))} cuts={cuts} />}
      {message === null || refusal !== null ? null : <DigestPreview kind={kind} message={message} config={props.config} context={context} theme={isDarkNow() ? "dark" : "light"} />}
    </section>
  );
}
