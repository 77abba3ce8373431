"use client";

import { X } from "lucide-react";
import { useState, type KeyboardEvent } from "react";
import { CompletionInput, type Completion } from "@/components/refs/completion-input";
import { cn } from "@/components/ui/class-names";
import { controlClasses } from "@/components/ui/control-classes";

type ChipsInputProps = {
  id?: string;
  chips: readonly string[];
  onChange: (chips: string[]) => void;
  completionsOf?: (text: string) => Completion[];
  placeholder?: string;
  disabled?: boolean;
  /** Marks a chip by its place. */
  isWrong?: (index: number) => boolean;
  className?: string;
  "aria-label"?: string;
  "aria-describedby"?: string;
  "aria-invalid"?: boolean;
};

/** Short texts as chips: Enter or leaving the field adds what was typed, Backspace takes the last one back. */
export function ChipsInput({ id, chips, onChange, completionsOf, placeholder, disabled = false, isWrong, className, ...aria }: ChipsInputProps) {
  const [text, setText] = useState("");
  const add = (typed: string) => {
    const added = typed.split(/[\n\r]+/).map((chip) => chip.trim()).filter((chip) => chip !== "");
    setText("");
    if (added.length > 0) onChange([...new Set([...chips, ...added])]);
  };
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== "Backspace" || text !== "" || chips.length === 0) return;
    event.preventDefault();
    onChange(chips.slice(0, -1));
    setText(chips.at(-1) ?? "");
  };
  return (
    <div className={cn(controlClasses, "flex min-h-8 flex-wrap items-center gap-1 px-1.5 py-1 focus-within:border-accent", disabled && "pointer-events-none bg-neutral-3", aria["aria-invalid"] && "border-dead", className)}>
      {chips.map((chip, index) => (
        <Chip key={`${index} ${chip}`} text={chip} isWrong={isWrong?.(index) ?? false} disabled={disabled} onRemove={() => onChange(chips.filter((_, other) => other !== index))} />
      ))}
      <div className={cn("flex-1", chips.length === 0 ? "min-w-0" : "min-w-6")}>
        <CompletionInput
          id={id}
          {...aria}
          value={text}
          onChange={setText}
          onTake={add}
          onCommit={add}
          onKey={press}
          onBlur={() => add(text)}
          onPaste={(event) => {
            const pasted = event.clipboardData.getData("text");
            if (!/[\n\r]/.test(pasted)) return;
            event.preventDefault();
            add(text + pasted);
          }}
          completionsOf={(typed) => (completionsOf?.(typed) ?? []).filter(({ value }) => !chips.includes(value))}
          opensOn={() => true}
          isFree
          disabled={disabled}
          placeholder={chips.length === 0 ? placeholder : undefined}
          className="h-6 border-0 bg-transparent px-1 outline-none focus-visible:outline-none"
        />
      </div>
    </div>
  );
}

function Chip({ text, isWrong, disabled, onRemove }: { text: string; isWrong: boolean; disabled: boolean; onRemove: () => void }) {
  return (
    <span className={cn("inline-flex max-w-full items-center rounded-xs bg-neutral-4 pl-1.5 font-mono text-mono", isWrong && "text-dead outline-1 outline-dead", disabled && "pr-1.5")}>
      <span className="truncate">{text}</span>
      {!disabled && (
        <button type="button" aria-label={`Remove ${text}`} onClick={onRemove} className="grid size-5 shrink-0 place-items-center rounded-xs text-neutral-10 hover:text-neutral-12">
          <X className="size-3" aria-hidden="true" />
        </button>
      )}
    </span>
  );
}
