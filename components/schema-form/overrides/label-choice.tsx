"use client";

import { Select } from "@/components/ui/select";
import type { ControlProps } from "../control-props";
import { useFormScope } from "../form-context";
import { listOf, objectOf, textOf } from "../form-value";

/** One of the labels that the classification has. */
export function LabelChoice({ id, value, onChange, disabled, isInvalid }: ControlProps) {
  const { config } = useFormScope();
  const names = listOf(config.labels).map((label) => textOf(objectOf(label).name)).filter((name) => name !== "");
  const chosen = textOf(value);
  const options = [...new Set(chosen === "" ? names : [...names, chosen])].map((name) => ({ value: name, label: name }));
  return <Select id={id} value={chosen === "" ? undefined : chosen} options={options} onValueChange={onChange} placeholder="Choose a label…" disabled={disabled} aria-invalid={isInvalid} />;
}
