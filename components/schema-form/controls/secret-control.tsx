import { Input } from "@/components/ui/input";
import type { ControlProps } from "../control-props";
import { orAbsent, textOf } from "../form-value";

/** Typed once, held encrypted; `new-password` keeps password managers from filling in the user's own. */
export function SecretControl({ node, id, value, onChange, disabled, isInvalid, describedBy }: ControlProps) {
  return (
    <Input
      id={id}
      type="password"
      autoComplete="new-password"
      spellCheck={false}
      className="font-mono text-mono"
      value={value === null ? "" : textOf(value)}
      onChange={({ target }) => onChange(orAbsent(target.value, node.isOptional))}
      placeholder={node.meta.placeholder}
      disabled={disabled}
      aria-invalid={isInvalid}
      aria-describedby={describedBy}
    />
  );
}
