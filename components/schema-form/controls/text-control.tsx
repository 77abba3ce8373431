import { Input } from "@/components/ui/input";
import type { ControlProps } from "../control-props";
import { orAbsent, textOf } from "../form-value";

export function TextControl({ node, id, value, onChange, disabled, isInvalid, describedBy }: ControlProps) {
  return (
    <Input
      id={id}
      value={textOf(value ?? node.fallback)}
      onChange={({ target }) => onChange(orAbsent(target.value, node.isOptional))}
      placeholder={node.meta.placeholder}
      disabled={disabled}
      aria-invalid={isInvalid}
      aria-describedby={describedBy}
    />
  );
}
