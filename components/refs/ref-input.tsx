"use client";

import { type ComponentProps } from "react";
import { cn } from "@/components/ui/class-names";
import { resolveText } from "@/lib/pipeline/refs";
import { CompletionInput } from "./completion-input";
import { matchSuggestions } from "./match-suggestions";
import { RefOption } from "./ref-option";
import { refProblem } from "./ref-problem";
import { SampleLine } from "./sample-line";
import { useRefSample, useRefSuggestions } from "./ref-suggestions-context";

type RefInputProps = Omit<ComponentProps<typeof CompletionInput>, "completionsOf" | "opensOn"> & {
  /** Said of it elsewhere already: the input then keeps quiet about its own doubts. */
  hasProblem?: boolean;
};

/** One ref, completed while typing, with the value it takes on the chosen event, or why it takes none. */
export function RefInput({ hasProblem = false, className, value, ...props }: RefInputProps) {
  const suggestions = useRefSuggestions();
  const sample = useRefSample();
  const problem = refProblem(value, suggestions);
  const found = sample ? resolveText(value, sample) : suggestions.find(({ ref }) => ref === value)?.sample;
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <CompletionInput
        placeholder="$event.…"
        {...props}
        value={value}
        completionsOf={(text) => matchSuggestions(suggestions, text).map((suggestion) => ({ value: suggestion.ref, content: <RefOption suggestion={suggestion} /> }))}
        aria-invalid={hasProblem || problem?.severity === "error" || props["aria-invalid"]}
        className={cn("font-mono text-mono", problem && "underline decoration-wavy decoration-1 underline-offset-2", problem?.severity === "error" ? "decoration-dead" : "decoration-retrying", className)}
      />
      {!hasProblem && <SampleLine problem={problem} value={found} isMissing={value !== "" && sample !== null && found === undefined} />}
    </div>
  );
}
