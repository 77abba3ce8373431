"use client";

import { CodeBlock } from "@/components/ui/code-block";
import { wireBody, wireHeaders } from "@/lib/destinations/webhook/wire-format";
import type { RunContext } from "@/lib/pipeline/context";
import type { KindEditorProps } from "../message-editor";
import { PreviewHeading } from "../preview-heading";
import { RefusalNotice } from "../refusal-notice";
import type { PreviewedMessage } from "../use-rendered-message";

type Props = PreviewedMessage & { context: RunContext; isSample: boolean; connection: KindEditorProps["connection"] };

/** Known only when it is sent. */
const deliveryId = "dlv_…";

export function WebhookPreview({ message, refusal, context, isSample, connection }: Props) {
  const body = message === null ? null : wireBody(message, deliveryId);
  return (
    <section aria-label="Preview" className="space-y-2">
      <PreviewHeading context={context} isSample={isSample} />
      <div className={refusal === null ? "space-y-2" : "space-y-2 opacity-50"}>
        <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-0.5 overflow-x-auto rounded-md border bg-neutral-2 px-4 py-3 font-mono text-mono">
          {headerLines(connection).map(({ name, value, isComputed }) => (
            <div key={name} className="contents">
              <dt className="text-neutral-10">{name}</dt>
              <dd className={isComputed ? "font-sans text-dense text-neutral-10 italic" : "wrap-anywhere"}>{value}</dd>
            </div>
          ))}
        </dl>
        <CodeBlock code={JSON.stringify(body, null, 2)} language="JSON" />
      </div>
      {refusal === null ? null : <RefusalNotice detail={refusal} />}
      <p className="text-label text-neutral-10">Sent as one line of JSON, {new TextEncoder().encode(JSON.stringify(body)).length.toLocaleString("en-US")} bytes.</p>
    </section>
  );
}

type HeaderLine = { name: string; value: string; isComputed: boolean };

function headerLines(connection: Props["connection"]): HeaderLine[] {
  const line = (name: string, value: string, isComputed = false): HeaderLine => ({ name, value, isComputed });
  const own = Object.entries(wireHeaders({ deliveryId, timestampSeconds: "" })).map(([name, value]) => (value === "" ? line(name, "unix seconds of the attempt", true) : line(name, value)));
  return [line("POST", typeof connection?.config["url"] === "string" ? connection.config["url"] : "the connection’s address", connection === undefined), ...own, ...authLines(connection, line)];
}

function authLines(connection: Props["connection"], line: (name: string, value: string, isComputed?: boolean) => HeaderLine): HeaderLine[] {
  const auth = connection?.config["auth"];
  const when = connection ? "computed when sent" : "computed when sent, if the connection signs";
  if (auth === "none") return [];
  if (auth === "bearer") return [line("authorization", "Bearer ••••••")];
  return [line("webhook-signature", when, true), line("x-ingestlayer-signature", when, true)];
}
