"use client";

import type { RefSuggestion } from "@/components/refs/ref-suggestion";
import type { Problem } from "@/lib/errors";
import { problemAt } from "../problem-at";
import { TemplateEditor } from "../template-editor";
import { RowError } from "./row-error";

type FieldPair = { label: string; value: string };

type Props = { field: FieldPair; index: number; onChange: (field: FieldPair) => void; suggestions: readonly RefSuggestion[]; problems: readonly Problem[]; disabled: boolean };

export function FieldPairRow({ field, index, onChange, suggestions, problems, disabled }: Props) {
  const errors = (["label", "value"] as const).map((part) => problemAt(problems, `fields[${index}].${part}`));
  return (
    <div>
      <div className="grid gap-1 @md:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
        {(["label", "value"] as const).map((part, column) => (
          <TemplateEditor
            key={part}
            mode="prose"
            ariaLabel={`Field ${index + 1}: ${part === "label" ? "name" : "value"}`}
            placeholder={part === "label" ? "Name" : "$event.value"}
            value={field[part]}
            onChange={(text) => onChange({ ...field, [part]: text })}
            suggestions={suggestions}
            disabled={disabled}
            isInvalid={errors[column] !== undefined}
          />
        ))}
      </div>
      <RowError errors={errors} />
    </div>
  );
}
