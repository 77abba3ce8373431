"use client";

import { useId } from "react";
import { FieldRow } from "@/components/ui/field-row";
import { Textarea } from "@/components/ui/textarea";
import type { JsonObject } from "@/lib/pipeline/context";

/** Traits as JSON; `error` is said where it is no object. */
export function TraitsField({ value, onChange, help, error }: { value: string; onChange: (text: string) => void; help?: string; error?: string | undefined }) {
  const id = useId();
  return (
    <FieldRow label="Traits" htmlFor={id} help={help} error={error}>
      <Textarea id={id} rows={8} spellCheck={false} value={value} onChange={(event) => onChange(event.target.value)} className="font-mono text-mono" aria-invalid={error !== undefined} />
    </FieldRow>
  );
}

/** The object that the text is, or what is wrong with it. */
export function readTraits(text: string): { traits: JsonObject } | { error: string } {
  try {
    const value: unknown = JSON.parse(text.trim() === "" ? "{}" : text);
    // JSON.parse makes nothing but JSON.
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { traits: value as JsonObject };
    return { error: "expected a JSON object such as { \"plan\": \"pro\" }" };
  } catch (error) {
    return { error: `expected JSON: ${error instanceof Error ? error.message : "it can't be read"}` };
  }
}
