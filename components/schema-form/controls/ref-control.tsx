"use client";

import { RefInput } from "@/components/refs/ref-input";
import type { ControlProps } from "../control-props";
import { orAbsent, textOf } from "../form-value";

export function RefControl({ node, id, value, onChange, disabled, isInvalid, describedBy }: ControlProps) {
  return (
    <RefInput
      id={id}
      value={textOf(value)}
      onChange={(text) => onChange(orAbsent(text, node.isOptional))}
      placeholder={node.meta.placeholder ?? "$event.…"}
      disabled={disabled}
      hasProblem={isInvalid}
      aria-describedby={describedBy}
    />
  );
}
