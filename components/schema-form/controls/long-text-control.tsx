import { Textarea } from "@/components/ui/textarea";
import type { ControlProps } from "../control-props";
import { orAbsent, textOf } from "../form-value";

export function LongTextControl({ node, id, value, onChange, disabled, isInvalid, describedBy }: ControlProps) {
  return (
    <Textarea
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
