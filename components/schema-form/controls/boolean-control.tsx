import { Switch } from "@/components/ui/switch";
import type { ControlProps } from "../control-props";
import { HelpText } from "../help-text";
import { problemAt, useFormScope } from "../form-context";

/** A switch beside its label. An optional one that is off is left out. */
export function BooleanControl({ node, id, path, value, onChange, disabled, isInvalid, describedBy }: ControlProps) {
  const { problems } = useFormScope();
  const { label, help } = node.meta;
  const problem = problemAt(problems, path);
  return (
    <div className="flex items-start gap-3">
      <Switch
        id={id}
        checked={(value ?? node.fallback) === true}
        onCheckedChange={(isOn) => onChange(!isOn && node.isOptional && node.fallback === undefined ? undefined : isOn)}
        disabled={disabled}
        aria-invalid={isInvalid}
        aria-describedby={describedBy}
      />
      <div className="flex min-w-0 flex-col gap-0.5">
        <label htmlFor={id} className="text-dense font-medium">{label}</label>
        {help && <p id={`${id}-help`} className="text-label text-neutral-10"><HelpText text={help} /></p>}
        {problem && <p id={`${id}-error`} role="alert" className="text-label text-dead">{problem}</p>}
      </div>
    </div>
  );
}
