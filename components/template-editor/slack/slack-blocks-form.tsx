"use client";

import type { RefSuggestion } from "@/components/refs/ref-suggestion";
import type { SlackBlocksTemplate } from "@/lib/destinations/slack/schemas";
import type { Problem } from "@/lib/errors";
import { JsonTemplateField } from "../json-template-field";

type Props = {
  template: SlackBlocksTemplate;
  onChange: (template: SlackBlocksTemplate) => void;
  suggestions: readonly RefSuggestion[];
  problems: readonly Problem[];
  disabled: boolean;
};

/** Everything Block Kit can do, checked against what Slack accepts. */
export function SlackBlocksForm({ template, onChange, ...parts }: Props) {
  return (
    <JsonTemplateField
      label="Blocks"
      help="A list of Block Kit blocks, or an object with blocks as Slack’s Block Kit Builder copies it. Values of the event fill texts and links; they can’t become blocks."
      value={template.blocks}
      onChange={(blocks) => onChange({ ...template, blocks })}
      path="blocks"
      minLines={16}
      {...parts}
    />
  );
}
