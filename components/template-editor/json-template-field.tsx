"use client";

import { useId, useMemo } from "react";
import type { RefSuggestion } from "@/components/refs/ref-suggestion";
import { FieldRow } from "@/components/ui/field-row";
import type { Problem } from "@/lib/errors";
import { problemsBelow } from "./problem-at";
import { TemplateEditor } from "./template-editor";

type Props = {
  label: string;
  help: string;
  value: string;
  onChange: (value: string) => void;
  suggestions: readonly RefSuggestion[];
  problems: readonly Problem[];
  path: string;
  minLines: number;
  disabled: boolean;
};

const shownMax = 8;

/** A JSON document with refs; each problem stands below with its path, and is underlined where it is. */
export function JsonTemplateField({ label, help, value, onChange, suggestions, problems, path, minLines, disabled }: Props) {
  const id = useId();
  const own = useMemo(() => problemsBelow(problems, path), [problems, path]);
  return (
    <FieldRow label={label} htmlFor={id} help={help} error={own.length > 0 ? <ProblemList problems={own} /> : undefined}>
      <TemplateEditor mode="json" id={id} ariaLabel={label} value={value} onChange={onChange} suggestions={suggestions} problems={own} minLines={minLines} disabled={disabled} isInvalid={own.length > 0} />
    </FieldRow>
  );
}

function ProblemList({ problems }: { problems: Problem[] }) {
  return (
    <>
      {problems.slice(0, shownMax).map(({ path, message }, index) => (
        <span key={index} className="block wrap-anywhere">
          {path === "" ? null : <code className="font-mono">{path} </code>}
          {message}
        </span>
      ))}
      {problems.length > shownMax ? <span className="block">and {problems.length - shownMax} more</span> : null}
    </>
  );
}
