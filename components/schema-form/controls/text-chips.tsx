"use client";

import type { Completion } from "@/components/refs/completion-input";
import { ChipsInput } from "../chips-input";
import type { ControlProps } from "../control-props";
import type { FieldNode } from "../field-node";
import { problemAt, useFormScope } from "../form-context";
import { listOf, orAbsent, textOf } from "../form-value";

type TextChipsProps = ControlProps & { item: FieldNode; completionsOf?: (text: string) => Completion[] };

export function TextChips({ node, item, path, value, onChange, disabled, isInvalid, describedBy, completionsOf }: TextChipsProps) {
  const { problems } = useFormScope();
  const texts = listOf(value).map(textOf);
  const messages = texts.map((_, index) => problemAt(problems, `${path}[${index}]`));
  return (
    <>
      <ChipsInput
        aria-label={`${node.meta.label}: add`}
        chips={texts}
        onChange={(chips) => onChange(orAbsent(chips, node.isOptional))}
        placeholder={node.meta.placeholder ?? item.meta.placeholder ?? "Type and press Enter"}
        isWrong={(index) => messages[index] !== undefined}
        disabled={disabled}
        aria-invalid={isInvalid || messages.some((message) => message !== undefined)}
        {...(completionsOf ? { completionsOf } : {})}
        {...(describedBy ? { "aria-describedby": describedBy } : {})}
      />
      {texts.map((text, index) => messages[index] && <p key={`${index} ${text}`} className="text-label text-dead"><span className="font-mono text-mono">{text}</span>: {messages[index]}</p>)}
    </>
  );
}
