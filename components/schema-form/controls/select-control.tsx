import { Combobox } from "@/components/ui/combobox";
import { Select } from "@/components/ui/select";
import type { ControlProps } from "../control-props";

/** Radix takes no empty value for an option. */
const unset = "__unset";
const searchedFrom = 12;

export function SelectControl({ node, id, value, onChange, disabled, isInvalid, describedBy }: ControlProps) {
  const { options = [], placeholder } = node.meta;
  const isClearable = node.isOptional && node.fallback === undefined;
  const shown = value ?? node.fallback;
  const props = {
    id,
    options: isClearable ? [{ value: unset, label: placeholder ?? "Not set" }, ...options] : options,
    value: typeof shown === "string" ? shown : isClearable ? unset : undefined,
    disabled,
    "aria-invalid": isInvalid,
    ...(describedBy ? { "aria-describedby": describedBy } : {}),
    ...(placeholder ? { placeholder } : {}),
  };
  const choose = (next: string) => onChange(next === unset ? undefined : next);
  return options.length >= searchedFrom ? <Combobox {...props} onChange={choose} /> : <Select {...props} onValueChange={choose} />;
}
