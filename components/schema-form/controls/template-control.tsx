"use client";

import { useRefSuggestions } from "@/components/refs/ref-suggestions-context";
import { TemplateEditor } from "@/components/template-editor/template-editor";
import type { ControlProps } from "../control-props";
import { orAbsent, textOf } from "../form-value";

export function TemplateControl({ node, id, value, onChange, disabled, isInvalid }: ControlProps) {
  const suggestions = useRefSuggestions();
  return (
    <TemplateEditor
      mode={node.meta.control === "jsonTemplate" ? "json" : "prose"}
      id={id}
      value={textOf(value)}
      onChange={(text) => onChange(orAbsent(text, node.isOptional))}
      suggestions={suggestions}
      ariaLabel={node.meta.label}
      minLines={node.meta.control === "jsonTemplate" ? 8 : 1}
      disabled={disabled}
      isInvalid={isInvalid}
      {...(node.meta.placeholder ? { placeholder: node.meta.placeholder } : {})}
    />
  );
}
