"use client";

import { matchSuggestions } from "@/components/refs/match-suggestions";
import { RefOption } from "@/components/refs/ref-option";
import { refProblem } from "@/components/refs/ref-problem";
import { useRefSuggestions } from "@/components/refs/ref-suggestions-context";
import { ChipsInput } from "../chips-input";
import type { ControlProps } from "../control-props";
import { problemAt, problemsBelow, useFormScope } from "../form-context";
import { listOf, orAbsent, textOf } from "../form-value";

/** Several refs, as chips; one that reads nothing is marked, with the reason below. */
export function RefsControl({ node, id, path, value, onChange, disabled, isInvalid, describedBy }: ControlProps) {
  const { problems } = useFormScope();
  const suggestions = useRefSuggestions();
  const refs = listOf(value).map(textOf);
  const messages = refs.map((ref, index) => problemAt(problems, `${path}[${index}]`) ?? refProblem(ref, suggestions)?.message);
  return (
    <>
      <ChipsInput
        id={id}
        chips={refs}
        onChange={(chips) => onChange(orAbsent(chips, node.isOptional))}
        completionsOf={(text) => matchSuggestions(suggestions, text).map((suggestion) => ({ value: suggestion.ref, content: <RefOption suggestion={suggestion} /> }))}
        isWrong={(index) => messages[index] !== undefined}
        placeholder={node.meta.placeholder ?? "$event.…"}
        disabled={disabled}
        aria-invalid={isInvalid || problemsBelow(problems, path).length > 0}
        {...(describedBy ? { "aria-describedby": describedBy } : {})}
      />
      {refs.map((ref, index) => messages[index] && <p key={`${index} ${ref}`} className="text-label text-dead"><span className="font-mono text-mono">{ref}</span>: {messages[index]}</p>)}
    </>
  );
}
