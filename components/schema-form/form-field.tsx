"use client";

import { FieldRow } from "@/components/ui/field-row";
import { controlRegistry, isGroupControl } from "./control-registry";
import { FieldGroup } from "./field-group";
import { problemAt, useFormScope, type FormFieldProps } from "./form-context";
import { HelpText } from "./help-text";
import { fieldOverrides } from "./overrides/field-overrides";
import { StoredSecret } from "./stored-secret";

/** One field: its label, its control, its help and what is wrong with it. */
export function FormField({ node, path, value, onChange, hiddenLabel }: FormFieldProps) {
  const { problems, disabled, kind, secretsSet, idPrefix } = useFormScope();
  const { meta } = node;
  const id = `${idPrefix}-${path}`;
  const problem = problemAt(problems, path);
  const describedBy = [problem === undefined ? "" : `${id}-error`, meta.help ? `${id}-help` : ""].filter((name) => name !== "").join(" ");
  const Control = fieldOverrides[kind ?? ""]?.[path] ?? controlRegistry[meta.control];
  const own = { node, id, path, value, onChange, disabled, isInvalid: problem !== undefined, describedBy: describedBy === "" ? undefined : describedBy };
  const control = secretsSet.includes(path) ? (
    <StoredSecret {...own}>
      <Control {...own} />
    </StoredSecret>
  ) : (
    <Control {...own} />
  );
  if (meta.control === "boolean") return control;
  if (hiddenLabel !== undefined) {
    return (
      <>
        <label htmlFor={id} className="sr-only">{hiddenLabel}</label>
        {control}
      </>
    );
  }
  const words = { label: meta.label, help: meta.help === undefined ? undefined : <HelpText text={meta.help} />, error: problem, aside: node.isOptional && !meta.isAdvanced ? "optional" : undefined };
  return isGroupControl(meta.control) ? (
    <FieldGroup id={id} {...words}>{control}</FieldGroup>
  ) : (
    <FieldRow htmlFor={id} {...words}>{control}</FieldRow>
  );
}
