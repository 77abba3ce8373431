"use client";

import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { ControlProps } from "../control-props";
import { textOf } from "../form-value";

const units = [
  { value: "ms", label: "milliseconds" },
  { value: "s", label: "seconds" },
  { value: "m", label: "minutes" },
  { value: "h", label: "hours" },
  { value: "d", label: "days" },
];

/** A count and a unit, stored as `5m`. */
export function DurationControl({ node, id, value, onChange, disabled, isInvalid, describedBy }: ControlProps) {
  const [, count = "", unit = "m"] = /^(\d*)(ms|s|m|h|d)$/.exec(textOf(value ?? node.fallback)) ?? [];
  const change = (nextCount: string, nextUnit: string) => onChange(nextCount === "" ? (node.isOptional ? undefined : "") : `${nextCount}${nextUnit}`);
  return (
    <div className="grid grid-cols-[6rem_minmax(0,10rem)] gap-1">
      <Input
        id={id}
        inputMode="numeric"
        aria-label={node.meta.label}
        className="tabular-nums"
        value={count}
        onChange={({ target }) => change(target.value.replaceAll(/\D/g, ""), unit)}
        placeholder={node.meta.placeholder}
        disabled={disabled}
        aria-invalid={isInvalid}
        aria-describedby={describedBy}
      />
      <Select aria-label={`${node.meta.label}: unit`} value={unit} options={units} onValueChange={(next) => change(count, next)} disabled={disabled} />
    </div>
  );
}
