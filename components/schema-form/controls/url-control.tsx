import { Input } from "@/components/ui/input";
import type { ControlProps } from "../control-props";
import { orAbsent, textOf } from "../form-value";

export function UrlControl({ node, id, value, onChange, disabled, isInvalid, describedBy }: ControlProps) {
  return (
    <Input
      id={id}
      type="url"
      inputMode="url"
      spellCheck={false}
      className="font-mono text-mono"
      value={textOf(value ?? node.fallback)}
      onChange={({ target }) => onChange(orAbsent(target.value.trim(), node.isOptional))}
      placeholder={node.meta.placeholder ?? "https://"}
      disabled={disabled}
      aria-invalid={isInvalid}
      aria-describedby={describedBy}
    />
  );
}
