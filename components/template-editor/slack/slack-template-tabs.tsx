"use client";

import { RotateCcw } from "lucide-react";
import { useState } from "react";
import type { RefSuggestion } from "@/components/refs/ref-suggestion";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { toBlocksTemplate, toMessageTemplate } from "@/lib/destinations/slack/convert-template";
import type { SlackTemplate } from "@/lib/destinations/slack/schemas";
import type { Problem } from "@/lib/errors";
import { problemAt } from "../problem-at";
import { TemplateField } from "../template-field";
import { SlackBlocksForm } from "./slack-blocks-form";
import { SlackMessageForm } from "./slack-message-form";

type Props = {
  template: SlackTemplate;
  onChange: (template: SlackTemplate) => void;
  onReset: () => void;
  suggestions: readonly RefSuggestion[];
  problems: readonly Problem[];
  disabled: boolean;
};

type Question = "loses-blocks" | "resets" | null;

/** The message by its fields, as Block Kit JSON, and the text of its notification. */
export function SlackTemplateTabs({ template, onChange, onReset, suggestions, problems, disabled }: Props) {
  const [isFallback, setIsFallback] = useState(false);
  const [question, setQuestion] = useState<Question>(null);
  const toMessage = () => template.mode === "blocks" && onChange(toMessageTemplate(template).template);

  const show = (tab: string) => {
    if (tab === "fallback") return setIsFallback(true);
    const isLossy = tab === "message" && template.mode === "blocks" && !toMessageTemplate(template).isExact;
    if (isLossy && !disabled) return setQuestion("loses-blocks");
    setIsFallback(false);
    if (disabled || tab === template.mode) return;
    if (template.mode === "message") onChange(toBlocksTemplate(template));
    else toMessage();
  };

  const parts = { suggestions, problems, disabled };
  return (
    <Tabs value={isFallback ? "fallback" : template.mode} onValueChange={show}>
      <div className="flex items-end gap-2 border-b">
        <TabsList aria-label="Form of the message" className="min-w-0 flex-1 border-b-0">
          <TabsTrigger value="message">Message</TabsTrigger>
          <TabsTrigger value="blocks">Block Kit JSON</TabsTrigger>
          <TabsTrigger value="fallback">Fallback text</TabsTrigger>
        </TabsList>
        <Button variant="ghost" size="sm" className="mb-1" disabled={disabled} onClick={() => setQuestion("resets")} title="Use the default message">
          <RotateCcw aria-hidden="true" /> <span className="@max-md:sr-only">Use default</span>
        </Button>
      </div>
      <TabsContent value="message">{template.mode === "message" ? <SlackMessageForm template={template} onChange={onChange} {...parts} /> : null}</TabsContent>
      <TabsContent value="blocks">{template.mode === "blocks" ? <SlackBlocksForm template={template} onChange={onChange} {...parts} /> : null}</TabsContent>
      <TabsContent value="fallback">
        <TemplateField
          label="Fallback text"
          help={fallbackHelp[template.mode]}
          value={template.fallback ?? ""}
          onChange={(fallback) => onChange({ ...template, fallback })}
          path="fallback"
          minLines={3}
          {...parts}
        />
      </TabsContent>
      {problemAt(problems, "") ? <p className="mt-3 text-label text-dead">{problemAt(problems, "")}</p> : null}
      <ConfirmDialog
        open={question === "loses-blocks"}
        onOpenChange={(open) => !open && setQuestion(null)}
        title="Turn the blocks into a message?"
        description="Title, text, fields, links and small print are kept. Everything else in the blocks, such as images, dividers, menus and their order, has no place in a message and is lost."
        confirmLabel="Turn into a message"
        isDanger
        onConfirm={() => {
          toMessage();
          setIsFallback(false);
        }}
      />
      <ConfirmDialog
        open={question === "resets"}
        onOpenChange={(open) => !open && setQuestion(null)}
        title="Use the default message?"
        description="This template is discarded."
        confirmLabel="Use the default message"
        isDanger
        onConfirm={onReset}
      />
    </Tabs>
  );
}

const fallbackHelp = {
  message: "What notifications and screen readers show. Empty: the title and the text.",
  blocks: "What notifications and screen readers show. Empty: the event’s type.",
};
