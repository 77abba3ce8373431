"use client";

import { CompletionInput, type Completion } from "@/components/refs/completion-input";
import { matchSuggestions } from "@/components/refs/match-suggestions";
import { RefOption } from "@/components/refs/ref-option";
import type { RefSuggestion } from "@/components/refs/ref-suggestion";
import { useRefSuggestions } from "@/components/refs/ref-suggestions-context";
import { ChipsInput } from "@/components/schema-form/chips-input";
import { cn } from "@/components/ui/class-names";
import type { Json } from "@/lib/durable/contract";
import type { Comparison } from "@/lib/pipeline/definition";
import { takesList } from "./condition-operators";
import { literalText, parseLiteral } from "./literal-text";

type ConditionValueProps = {
  rule: Comparison;
  /** Of the rule, for labels. */
  name: string;
  type: string;
  /** Values that the field takes. */
  known: readonly Json[];
  problem: string | undefined;
  onChange: (rule: Comparison) => void;
  disabled: boolean;
};

/** What a field is compared with: one value, several as chips, or another ref. */
export function ConditionValue({ rule, name, type, known, problem, onChange, disabled }: ConditionValueProps) {
  const suggestions = useRefSuggestions();
  const values = type === "boolean" ? [true, false] : known;
  const completionsOf = (text: string) => (text.startsWith("$") ? refCompletions(suggestions, text) : valueCompletions(values, text));
  const shared = { "aria-label": `Value of ${name}`, "aria-invalid": problem !== undefined, completionsOf, disabled };
  const isList = takesList(rule.op) && Array.isArray(rule.value);
  return (
    <>
      {isList && Array.isArray(rule.value) ? (
        <ChipsInput {...shared} chips={rule.value.map(literalText)} onChange={(chips) => onChange({ ...rule, value: listValue(chips, type) })} placeholder="value, value…" />
      ) : (
        <CompletionInput
          {...shared}
          value={literalText(rule.value)}
          onChange={(text) => onChange({ ...rule, value: takesList(rule.op) && !text.startsWith("$") ? listValue([text], type) : valueOf(text, rule, type) })}
          opensOn={(text) => text.startsWith("$") || values.length > 0}
          isFree
          placeholder={rule.op === "matches" ? "^urgent" : "value or $event.…"}
          className={cn((rule.op === "matches" || literalText(rule.value).startsWith("$")) && "font-mono text-mono")}
        />
      )}
      {problem && <p className="mt-1 text-label text-dead">{problem}</p>}
    </>
  );
}

/** A single ref may stand for a whole list. */
function listValue(chips: string[], type: string): Json {
  const [only] = chips;
  if (chips.length === 1 && only?.startsWith("$")) return only;
  return chips.filter((chip) => chip !== "").map((chip) => parseLiteral(chip, type));
}

/** A pattern is a text whatever the field is. */
function valueOf(text: string, { op }: Comparison, type: string): Json {
  return op === "matches" ? text : parseLiteral(text, type);
}

function refCompletions(suggestions: readonly RefSuggestion[], text: string): Completion[] {
  return matchSuggestions(suggestions, text).map((suggestion) => ({ value: suggestion.ref, content: <RefOption suggestion={suggestion} /> }));
}

/** Once the text is one of the values, all are offered again: a click shows what else there is. */
function valueCompletions(values: readonly Json[], text: string): Completion[] {
  const texts = [...new Set(values.map(literalText))];
  const wanted = texts.includes(text) ? "" : text.toLowerCase();
  return texts.filter((value) => value.toLowerCase().includes(wanted)).map((value) => ({ value, content: <span className="block truncate">{value}</span> }));
}
