"use client";

import { useState } from "react";
import { Input } from "@/components/ui/input";
import type { ControlProps } from "../control-props";

/** While it is typed a number may be none yet (`-`, `1e`): the text is kept here, the value is what it means. */
export function NumberControl({ node, id, value, onChange, disabled, isInvalid, describedBy }: ControlProps) {
  const shown = value ?? node.fallback;
  const [typed, setTyped] = useState<string | null>(null);
  const isCurrent = typed !== null && numberOf(typed) === shown;
  return (
    <Input
      id={id}
      inputMode="decimal"
      className="tabular-nums"
      value={isCurrent ? typed : shown === undefined ? "" : String(shown)}
      onChange={({ target }) => {
        setTyped(target.value);
        onChange(numberOf(target.value));
      }}
      onBlur={() => setTyped(null)}
      placeholder={node.meta.placeholder}
      disabled={disabled}
      aria-invalid={isInvalid || (typed !== null && typed !== "" && numberOf(typed) === undefined)}
      aria-describedby={describedBy}
    />
  );
}

function numberOf(text: string): number | undefined {
  const number = Number(text.trim().replace(",", "."));
  return text.trim() === "" || !Number.isFinite(number) ? undefined : number;
}
