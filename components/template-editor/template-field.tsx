"use client";

import { useId } from "react";
import type { RefSuggestion } from "@/components/refs/ref-suggestion";
import { FieldRow } from "@/components/ui/field-row";
import type { Problem } from "@/lib/errors";
import { problemAt } from "./problem-at";
import { TemplateEditor } from "./template-editor";

type Props = {
  label: string;
  help?: string;
  value: string;
  onChange: (value: string) => void;
  suggestions: readonly RefSuggestion[];
  problems: readonly Problem[];
  /** Where its problems are. */
  path: string;
  minLines?: number;
  placeholder?: string;
  disabled?: boolean;
};

/** One text of a message with its label, and what is wrong with it. */
export function TemplateField({ label, help, value, onChange, suggestions, problems, path, minLines, placeholder, disabled }: Props) {
  const id = useId();
  const error = problemAt(problems, path);
  return (
    <FieldRow label={label} htmlFor={id} help={help} error={error}>
      <TemplateEditor mode="prose" id={id} ariaLabel={label} value={value} onChange={onChange} suggestions={suggestions} minLines={minLines} placeholder={placeholder} disabled={disabled} isInvalid={error !== undefined} />
    </FieldRow>
  );
}
