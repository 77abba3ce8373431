"use client";

import type { RefSuggestion } from "@/components/refs/ref-suggestion";
import { slackLimits } from "@/lib/destinations/slack/limits";
import type { SlackMessageTemplate } from "@/lib/destinations/slack/schemas";
import type { Problem } from "@/lib/errors";
import { TemplateField } from "../template-field";
import { ButtonRow } from "./button-row";
import { FieldPairRow } from "./field-pair-row";
import { RowList } from "./row-list";

type Props = {
  template: SlackMessageTemplate;
  onChange: (template: SlackMessageTemplate) => void;
  suggestions: readonly RefSuggestion[];
  problems: readonly Problem[];
  disabled: boolean;
};

const buttonsMax = 5;

/** What most messages need. */
export function SlackMessageForm({ template, onChange, ...parts }: Props) {
  const { title = "", text = "", fields = [], buttons = [], context = "" } = template;
  return (
    <div className="space-y-5">
      <TemplateField label="Title" value={title} onChange={(next) => onChange({ ...template, title: next })} path="title" placeholder="New ticket $event.ticket_id" {...parts} />
      <TemplateField
        label="Text"
        help="Slack’s mrkdwn: *bold*, _italic_, ~struck~, `code`, <$event.url|a link>."
        value={text}
        onChange={(next) => onChange({ ...template, text: next })}
        path="text"
        minLines={4}
        {...parts}
      />
      <RowList
        title="Fields"
        itemName="field"
        items={fields}
        emptyItem={{ label: "", value: "" }}
        itemsMax={slackLimits.sectionFields}
        onChange={(next) => onChange({ ...template, fields: next })}
        disabled={parts.disabled}
        renderItem={(item, index, change) => <FieldPairRow field={item} onChange={change} index={index} {...parts} />}
      />
      <RowList
        title="Buttons"
        itemName="button"
        items={buttons}
        emptyItem={{ label: "Open event", url: "$event.meta.url" }}
        itemsMax={buttonsMax}
        onChange={(next) => onChange({ ...template, buttons: next })}
        disabled={parts.disabled}
        renderItem={(item, index, change) => <ButtonRow button={item} onChange={change} index={index} {...parts} />}
      />
      <TemplateField label="Small print" value={context} onChange={(next) => onChange({ ...template, context: next })} path="context" placeholder="From $event.meta.source" {...parts} />
    </div>
  );
}
