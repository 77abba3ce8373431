"use client";

import { useState } from "react";
import { stringOf } from "@/components/block-kit/read-json";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { starterWebhookTemplate } from "@/lib/destinations/webhook/starter-template";
import { EditorLayout } from "../editor-layout";
import { JsonTemplateField } from "../json-template-field";
import type { KindEditorProps } from "../message-editor";
import { useRenderedMessage } from "../use-rendered-message";
import { bodyChoice, type BodyChoice } from "./body-choice";
import { WebhookPreview } from "./webhook-preview";

export function WebhookMessageEditor(props: KindEditorProps) {
  const { value, onChange, context, suggestions, problems, connection, disabled = false } = props;
  const [wanted, setWanted] = useState<BodyChoice | null>(null);
  const previewed = useRenderedMessage("webhook", props);
  const hasOutput = context.values["output"] !== undefined || suggestions.some(({ ref }) => ref === "$output" || ref.startsWith("$output."));
  const choice = bodyChoice(value, hasOutput);

  const take = (next: BodyChoice) => {
    if (next === "json") onChange(starterWebhookTemplate(context));
    else onChange(next === "envelope" || hasOutput ? undefined : { mode: "json", body: "$output" });
  };
  const choose = (next: string) => {
    const found = (["envelope", "output", "json"] as const).find((known) => known === next);
    if (!found || found === choice || disabled) return;
    if (choice === "json") setWanted(found);
    else take(found);
  };

  const editor = (
    <Tabs value={choice} onValueChange={choose}>
      <TabsList aria-label="Body of the request">
        <TabsTrigger value="envelope" disabled={hasOutput} title={hasOutput ? "A transform’s $output takes its place" : undefined} className="disabled:opacity-50">
          Envelope
        </TabsTrigger>
        <TabsTrigger value="output">
          <code className="font-mono">$output</code>
        </TabsTrigger>
        <TabsTrigger value="json">JSON template</TabsTrigger>
      </TabsList>
      <TabsContent value="envelope">
        <p className="text-dense text-neutral-11">The event’s id, type, times and payload, what the steps wrote, and the delivery’s id. It is sent as long as no transform makes an $output.</p>
      </TabsContent>
      <TabsContent value="output">
        <p className="text-dense text-neutral-11">
          {hasOutput ? "What the last transform made, as it is." : "What a transform made. This pipeline has none yet: null is sent."}
        </p>
      </TabsContent>
      <TabsContent value="json">
        <JsonTemplateField
          label="Body"
          help="A JSON document with refs. A text that is exactly one ref keeps the value’s type; any other text is filled in."
          value={stringOf(value?.["body"])}
          onChange={(body) => onChange({ mode: "json", body })}
          suggestions={suggestions}
          problems={problems}
          path="body"
          minLines={14}
          disabled={disabled}
        />
      </TabsContent>
      <ConfirmDialog
        open={wanted !== null}
        onOpenChange={(open) => !open && setWanted(null)}
        title="Discard the JSON template?"
        description="The body is made without it."
        confirmLabel="Discard"
        isDanger
        onConfirm={() => {
          if (wanted) take(wanted);
        }}
      />
    </Tabs>
  );
  return <EditorLayout editor={editor} preview={<WebhookPreview {...previewed} context={context} isSample={props.isSample} connection={connection} />} />;
}
