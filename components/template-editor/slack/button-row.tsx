"use client";

import type { RefSuggestion } from "@/components/refs/ref-suggestion";
import { Select } from "@/components/ui/select";
import type { SlackMessageTemplate } from "@/lib/destinations/slack/schemas";
import type { Problem } from "@/lib/errors";
import { problemAt } from "../problem-at";
import { TemplateEditor } from "../template-editor";
import { RowError } from "./row-error";

type LinkButton = NonNullable<SlackMessageTemplate["buttons"]>[number];

type Props = { button: LinkButton; index: number; onChange: (button: LinkButton) => void; suggestions: readonly RefSuggestion[]; problems: readonly Problem[]; disabled: boolean };

const styles = [
  { value: "default", label: "Plain" },
  { value: "primary", label: "Green" },
  { value: "danger", label: "Red" },
] as const;

export function ButtonRow({ button, index, onChange, suggestions, problems, disabled }: Props) {
  const errors = (["label", "url", "style"] as const).map((part) => problemAt(problems, `buttons[${index}].${part}`));
  return (
    <div>
      <div className="grid gap-1 @md:grid-cols-[minmax(0,2fr)_minmax(0,3fr)_6rem]">
        {(["label", "url"] as const).map((part, column) => (
          <TemplateEditor
            key={part}
            mode="prose"
            ariaLabel={`Button ${index + 1}: ${part === "label" ? "label" : "link"}`}
            placeholder={part === "label" ? "Label" : "https://… or a ref"}
            value={button[part]}
            onChange={(text) => onChange({ ...button, [part]: text })}
            suggestions={suggestions}
            disabled={disabled}
            isInvalid={errors[column] !== undefined}
          />
        ))}
        <Select
          aria-label={`Button ${index + 1}: style`}
          value={button.style ?? "default"}
          options={styles}
          disabled={disabled}
          onValueChange={(chosen) => onChange({ ...button, style: styles.find(({ value }) => value === chosen)?.value })}
        />
      </div>
      <RowError errors={errors} />
    </div>
  );
}
