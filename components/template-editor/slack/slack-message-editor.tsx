"use client";

import { DefaultMessage } from "../default-message";
import { EditorLayout } from "../editor-layout";
import type { KindEditorProps } from "../message-editor";
import { useRenderedMessage } from "../use-rendered-message";
import { SlackPreview } from "./slack-preview";
import { SlackTemplateTabs } from "./slack-template-tabs";
import { readTemplate, writeTemplate } from "./read-template";
import { defaultTemplate } from "@/lib/destinations/slack/default-template";

export function SlackMessageEditor(props: KindEditorProps) {
  const { value, onChange, context, disabled = false, suggestions, problems } = props;
  const previewed = useRenderedMessage("slack", props);
  const editor =
    value === undefined ? (
      <DefaultMessage disabled={disabled} onCustomize={() => onChange(writeTemplate(defaultTemplate(context)))} />
    ) : (
      <SlackTemplateTabs
        template={readTemplate(value)}
        onChange={(template) => onChange(writeTemplate(template))}
        onReset={() => onChange(undefined)}
        suggestions={suggestions}
        problems={problems}
        disabled={disabled}
      />
    );
  return <EditorLayout editor={editor} preview={<SlackPreview {...previewed} context={context} isSample={props.isSample} config={props.config} />} />;
}
